import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

/** A place of the paper that the linter has something to say about. */
export interface Underlined {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly className: string;
  readonly title: string;
}

const key = new PluginKey<DecorationSet>('findings');

/** Where findings stand: moved along while one types, put anew when the linter has looked again. */
export const findings = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      const places = tr.getMeta(key) as readonly Underlined[] | undefined;
      if (places === undefined) return set.map(tr.mapping, tr.doc);
      return DecorationSet.create(
        tr.doc,
        places.map(({ id, from, to, className, title }) =>
          Decoration.inline(from, to, { class: className, title, 'data-finding': id }),
        ),
      );
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

export const showFindings = (tr: Transaction, places: readonly Underlined[]): Transaction => tr.setMeta(key, places);
