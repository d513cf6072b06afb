/**
 * 发文字号 and 签发人, or 印发机关 and 印发日期, share a printed line and are two statements, set apart by tabs (docx) or
 * wide gaps (PDF). Gives the statements one by one; null for any other line.
 */
export function statementsOf(pieces: readonly string[]): string[] | null {
  const parts = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  if (parts.length < 2) return null;
  const signers = parts.findIndex((part) => part.startsWith('签发人'));
  if (signers >= 0) {
    const [label = '', ...names] = parts.slice(signers);
    const joined = /[：:]$/.test(label) ? label + names.join(' ') : [label, ...names].join(' ');
    return signers === 0 ? [joined] : [parts.slice(0, signers).join(' '), joined];
  }
  return parts.length === 2 && parts[1]!.endsWith('印发') ? parts : null;
}
