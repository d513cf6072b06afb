/**
 * A name that is safe to store, show and send back: the last part of a path, without control characters and
 * direction marks, at most 120 characters with its ending kept. Never empty.
 */
export function safeFileName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  if (clean === '') return '未命名';
  const characters = Array.from(clean);
  if (characters.length <= 120) return clean;
  const ending = /\.[^.]{1,10}$/u.exec(clean)?.[0] ?? '';
  return characters.slice(0, 119 - Array.from(ending).length).join('') + '…' + ending;
}

/** Text that PostgreSQL can hold, offsets unchanged: NUL and halves of characters become U+FFFD. */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
