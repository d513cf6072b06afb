/**
 * The bookmark around a figure, told from its id: Word allows 40 letters, digits and underscores, and hides a name that
 * begins with an underscore from the person. Two rounds of FNV-1a, 32 bits each.
 */
export const figureBookmark = (id: string): string => `_qt${hash(id, 0x811c9dc5)}${hash(`${id}/`, 0x01000193)}`;

function hash(text: string, seed: number): string {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
