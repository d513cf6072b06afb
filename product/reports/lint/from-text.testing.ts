import { readText } from '@quantu/documents';
import type { ReportBlock, ReportSection, ReportText } from '../text.ts';

const TOP = /^[一二三四五六七八九十]{1,3}、\s*/u;
const SECOND = /^[（(][一二三四五六七八九十]{1,3}[）)]\s*/u;
const THIRD = /^\d{1,2}[.．、]\s*(?!\d)/u;
const FOURTH = /^[（(]\d{1,2}[）)]\s*/u;

/** A published document as the editor would hold it: parts and headings without their numbers, tables from tabs. */
export function reportFromText(text: string): ReportText {
  const { document, text: source } = readText(text);
  const sections: { id: string; level: 1 | 2; title: string; blocks: ReportBlock[] }[] = [
    { id: 's0', level: 1, title: '', blocks: [] },
  ];
  const blocks = () => sections.at(-1)!.blocks;
  const open = (level: 1 | 2, line: string): void => {
    const [title, rest] = titleAndRest(line);
    sections.push({ id: `s${sections.length}`, level, title, blocks: [] });
    if (rest !== '') blocks().push(paragraph(rest));
  };
  for (const line of bodyLines(source, document.addressee)) {
    if (TOP.test(line)) open(1, line.replace(TOP, ''));
    else if (SECOND.test(line)) open(2, line.replace(SECOND, ''));
    else if (line.includes('\t')) addRow(blocks(), line);
    else if ((THIRD.test(line) || FOURTH.test(line)) && !/[。；]/u.test(line)) {
      const level = THIRD.test(line) ? 3 : 4;
      const title = line.replace(THIRD, '').replace(FOURTH, '');
      blocks().push({ kind: 'heading', level, inlines: [{ kind: 'text', text: title }] });
    } else blocks().push(paragraph(line.replace(THIRD, '').replace(FOURTH, '')));
  }
  return {
    head: {
      title: document.title === null ? [] : [document.title],
      redHead: '',
      number: document.number ?? '',
      signers: document.signer === null ? [] : [document.signer],
      addressee: document.addressee ?? '',
      issuers: document.issuer === null ? [] : [document.issuer],
      dated: document.dated ?? '',
      attachments: [],
      note: document.publicity === null ? '' : `此件${document.publicity}`,
      copyTo: [],
      printer: '',
      printedOn: document.printedOn ?? '',
    },
    sections: sections.filter(({ title, blocks: own }) => title !== '' || own.length > 0) satisfies ReportSection[],
  };
}

/** The lines between the addressee and the signature. */
function bodyLines(source: string, addressee: string | null): readonly string[] {
  const lines = source.split('\n').map((line) => line.trim());
  const from = addressee === null ? -1 : lines.findIndex((line) => line.replace(/[：:]$/u, '') === addressee);
  const start =
    from >= 0
      ? from + 1
      : Math.max(
          0,
          lines.findIndex((line) => TOP.test(line) || /。/u.test(line)),
        );
  const end = lines.findLastIndex((line) => /[。；]/u.test(line) || line.includes('\t'));
  return lines.slice(start, end + 1).filter((line) => line !== '');
}

/** A heading that runs on into its text ends with its first sentence; a long first sentence is text. */
function titleAndRest(line: string): readonly [title: string, rest: string] {
  const end = line.indexOf('。');
  if (end < 0) return [line, ''];
  return end > 60 ? ['', line] : [line.slice(0, end), line.slice(end + 1)];
}

const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });

function addRow(blocks: ReportBlock[], line: string): void {
  const cells = line.split('\t');
  const last = blocks.at(-1);
  if (last?.kind !== 'table') {
    blocks.push({ kind: 'table', caption: '', head: cells, rows: [] });
    return;
  }
  const row = cells.map((text) => [{ kind: 'text' as const, text }]);
  blocks[blocks.length - 1] = { ...last, rows: [...last.rows, row] };
}
