const names: readonly (readonly [RegExp, string])[] = [
  [/[\u200b\u2060]/, '零宽空格'],
  [/[\u200c\u200d]/, '零宽连接符'],
  [/\ufeff/, '零宽不换行空格'],
  [/[\u200e\u200f\u061c]/, '书写方向标记'],
  [/[\u202a-\u202e\u2066-\u2069]/, '书写方向控制符'],
  [/\u00ad/, '软连字符'],
];

/** Counts the characters nobody sees. They stay in the text; this only says that they are there. */
export function invisibleNotes(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [character] of text.matchAll(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c\u00ad]/g)) {
    const name = names.find(([pattern]) => pattern.test(character))?.[1] ?? '不可见字符';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const list = [...counts].map(([name, count]) => `${name} ${count} 个`).join('、');
  return [`文中有不可见字符：${list}，已原样保留`];
}
