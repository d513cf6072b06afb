const M2_PER_MU = 10_000 / 15;

/** `1,234.56 平方米（1.85 亩）`. */
export function areaWords(m2: number): string {
  const shown = grouped(m2.toFixed(2));
  return m2 < 100 ? `${shown} 平方米` : `${shown} 平方米（${grouped((m2 / M2_PER_MU).toFixed(2))} 亩）`;
}

export const muOf = (m2: number): string => grouped((m2 / M2_PER_MU).toFixed(3));
export const hectaresOf = (m2: number): string => grouped((m2 / 10_000).toFixed(4));
export const m2Of = (m2: number): string => grouped(m2.toFixed(2));

/** Of the site; what is there is never shown as nothing, what is left never as all. */
export function percentWords(share: number): string {
  if (share > 0 && share < 0.0001) return '不足 0.01%';
  if (share < 1 && share > 0.9999) return '99.99%';
  return `${Number((share * 100).toFixed(2))}%`;
}

export function grouped(text: string): string {
  const [whole = '', rest] = text.split('.');
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? marked : `${marked}.${rest}`;
}
