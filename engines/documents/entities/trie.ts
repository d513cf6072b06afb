interface Node<T> {
  next: Map<number, Node<T>>;
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
    for (let index = 0; index < word.length; index++) {
      const unit = word.charCodeAt(index);
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
    let node = this.#root.next.get(text.charCodeAt(from));
    if (!node) return null;
    let end = -1;
    let value: T | undefined;
    for (let index = from + 1; node; node = node.next.get(text.charCodeAt(index++))) {
      if (node.value === undefined) continue;
      end = index;
      value = node.value;
    }
    return value === undefined ? null : { end, value };
  }
}

/** A trie of plain words: the value is the word itself. */
export function words(...lists: string[]): Trie<string> {
  const all = lists.flatMap((list) => list.split(/\s+/u)).filter((word) => word !== '');
  return new Trie(all.map((word) => [word, word]));
}
