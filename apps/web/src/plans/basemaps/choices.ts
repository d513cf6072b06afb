import { TIANDITU_STYLES, type Basemaps } from '@quantu/plans';

/** What can lie under a map, as it is offered. */
export const choicesOf = ({ files, tianditu }: Basemaps): { readonly value: string; readonly label: string }[] => [
  { value: 'none', label: '无底图' },
  ...files.map(({ id, name }) => ({ value: id, label: name })),
  ...(tianditu === null
    ? []
    : Object.entries(TIANDITU_STYLES).map(([style, label]) => ({ value: `tianditu-${style}`, label }))),
];
