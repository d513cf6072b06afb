interface Node<T> {
  next: Map<string, Node<T>>;
  value: T | undefined;
}

/** Words with values, found by their longest prefix at a position: the cost is the length of the word, not of the list. */
export class Trie<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };

  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [word, value] of entries) this.add(word, value);
  }

  add(word: string, value: T): void {
    let node = this.#root;
    for (const unit of word) {
      let next = node.next.get(unit);
      if (!next) {
        next = { next: new Map(), value: undefined };
        node.next.set(unit, next);
      }
      node = next;
    }
    node.value = value;
  }

  longestAt(text: string, from: number): { end: number; value: T } | null {
    let node: Node<T> | undefined = this.#root;
    let found: { end: number; value: T } | null = null;
    for (let index = from; index < text.length;) {
      const unit = String.fromCodePoint(text.codePointAt(index) ?? 0);
      node = node.next.get(unit);
      if (!node) break;
      index += unit.length;
      if (node.value !== undefined) found = { end: index, value: node.value };
    }
    return found;
  }
}

/** A trie of plain words: the value is the word itself. */
export function words(...lists: string[]): Trie<string> {
  const all = lists.flatMap((list) => list.split(/\s+/u)).filter((word) => word !== '');
  return new Trie(all.map((word) => [word, word]));
}
