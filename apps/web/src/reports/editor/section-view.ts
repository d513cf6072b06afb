import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

/** A section on the paper: its numbered title, who writes it, and its text. */
export class SectionView implements NodeView {
  readonly dom = document.createElement('section');
  readonly contentDOM = document.createElement('div');
  readonly #title = document.createElement('p');
  readonly #note = document.createElement('p');
  #node: Node;

  constructor(node: Node) {
    const head = document.createElement('div');
    head.contentEditable = 'false';
    head.className = 'section-head';
    head.append(this.#title, this.#note);
    this.#note.className = 'section-note';
    this.contentDOM.className = 'section-text';
    this.dom.append(head, this.contentDOM);
    this.#node = node;
    this.#show(node);
  }

  #show({ attrs }: Node): void {
    const { id, level, title, unit, isOpen } = attrs;
    this.dom.dataset['section'] = String(id);
    this.dom.id = `section-${String(id)}`;
    this.dom.className = `section${isOpen === true ? '' : ' is-closed'}`;
    this.#title.className = title === '' ? 'section-title is-empty' : `section-title heading-${String(level)}`;
    this.#title.textContent = String(title);
    const who = unit === '' ? '政府办' : String(unit);
    this.#note.textContent = isOpen === true ? '' : `${who}执笔 · 只读`;
    this.contentDOM.contentEditable = isOpen === true ? 'inherit' : 'false';
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type || node.attrs['id'] !== this.#node.attrs['id']) return false;
    if (node.attrs !== this.#node.attrs) this.#show(node);
    this.#node = node;
    return true;
  }

  ignoreMutation(mutation: { type: string; target: unknown }): boolean {
    return (
      mutation.type !== 'selection' &&
      mutation.target instanceof globalThis.Node &&
      !this.contentDOM.contains(mutation.target)
    );
  }

  stopEvent(): boolean {
    return false;
  }
}
