import { decodeBytes } from './encoding.ts';
import { inputFault, shownName } from './faults.ts';
import { invisibleNotes } from './invisible.ts';
import { megabytes } from './limits.ts';
import type { InputFile, SourceDocument } from './source.ts';

/** Reads a .txt: its own characters, line ends as LF, nothing trimmed. */
export function decodeText(file: InputFile): SourceDocument {
  const name = shownName(file.name);
  if (file.bytes.length > file.limits.textLength) {
    throw inputFault('input.text-too-large', { name, limit: megabytes(file.limits.textLength) });
  }
  const decoded = decodeBytes(file.bytes);
  if ('problem' in decoded) throw inputFault(`input.${decoded.problem}`, { name, position: decoded.at });
  refuseControls(decoded.text, name);
  const text = decoded.text.replace(/\r\n?/g, '\n');
  if (!/[^\s\p{Cf}]/u.test(text)) throw inputFault('input.no-text', { name });
  return {
    format: 'txt',
    text,
    pages: [],
    tables: [],
    controls: [],
    notes: [`文字编码：${decoded.encoding}`, ...invisibleNotes(text)],
  };
}

/** A NUL, or more than one control character in a hundred: not a text somebody wrote. */
function refuseControls(text: string, name: string): void {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  const nul = text.indexOf('\0');
  if (nul < 0 && controls * 100 <= text.length) return;
  // oxlint-disable-next-line no-control-regex -- as above
  const at = nul < 0 ? text.search(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/) : nul;
  throw inputFault('input.binary', { name, position: at + 1 });
}
