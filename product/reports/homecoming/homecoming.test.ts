import { Fault } from '@quantu/base';
import { typesetDocx } from '@quantu/documents/server';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';

import { officialOf } from '../official.ts';
import type { ReportInline, ReportText } from '../text.ts';
import { figuresOf } from '../text.ts';
import { applyHomecoming } from './apply.ts';
import type { Change, Homecoming } from './change.ts';
import { editedInLibreOffice, hasLibreOffice, type OfficeJob } from './libreoffice.testing.ts';
import { seededEdits, type SeededEdit } from './edits.testing.ts';
import { readHomecoming } from './read-home.server.ts';
import { sentReport } from './sent.testing.ts';
import { asWpsSaves, seeded, withControls, type Controls } from './wps.testing.ts';

let parts: Record<string, Uint8Array>;
beforeAll(async () => {
  parts = unzipSync(await typesetDocx(officialOf(sentReport, '虚构示例')));
});

const documentXml = (): string => strFromU8(parts['word/document.xml']!);
const zipped = (xml: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    {
      ...parts,
      'word/document.xml': strToU8(xml),
      ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
    },
    { level: 1 },
  );
const read = (bytes: Uint8Array): Promise<Homecoming> => readHomecoming(sentReport, bytes, '退回.docx');

/** A report as a person reads it: runs that look alike are one, figures keep their ids and bindings. */
function shown(text: ReportText): unknown {
  const inlines = (given: readonly ReportInline[]): string[] => {
    const merged: string[] = [];
    let last = '';
    for (const inline of given) {
      const { text: own, ...rest } = inline;
      const look = JSON.stringify(rest);
      if (inline.kind === 'text' && look === last) merged[merged.length - 1] += own;
      else merged.push(`${look}${own}`);
      last = inline.kind === 'text' ? look : '';
    }
    return merged;
  };
  return {
    head: text.head,
    sections: text.sections.map(({ blocks, ...section }) => ({
      ...section,
      blocks: blocks.map((block) => {
        if (block.kind === 'pageBreak') return block;
        if (block.kind === 'table') return { ...block, rows: block.rows.map((row) => row.map(inlines)) };
        return { ...block, inlines: inlines(block.inlines) };
      }),
    })),
  };
}

/** What losing every control makes of the report: its figures are plain digits. */
function unbound(text: ReportText): ReportText {
  const plain = (inline: ReportInline): ReportInline =>
    inline.kind === 'figure' ? { kind: 'text', text: inline.text } : inline;
  return {
    ...text,
    sections: text.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => {
        if (block.kind === 'pageBreak') return block;
        if (block.kind === 'table')
          return { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(plain))) };
        return { ...block, inlines: block.inlines.map(plain) };
      }),
    })),
  };
}

const targetOf = (change: Change): string => {
  if (change.kind === 'head') return `head/${change.field}`;
  return `${change.section}/${change.block}`;
};
const ids = (changes: readonly Change[]): string[] => changes.map(({ id }) => id);

/** One to three edits that do not touch one another. */
function chosenEdits(seed: number, random: () => number): SeededEdit[] {
  const chosen = [seededEdits[seed % seededEdits.length]!];
  const more = seed < seededEdits.length ? 0 : 1 + Math.floor(random() * 2);
  while (chosen.length < 1 + more) {
    const edit = seededEdits[Math.floor(random() * seededEdits.length)]!;
    const isFar = chosen.every(
      ({ target }) =>
        target !== edit.target && (target.split('/')[0] !== edit.target.split('/')[0] || target.startsWith('head')),
    );
    if (isFar && edit.name !== '移动一段' && !chosen.some(({ name }) => name === '移动一段')) chosen.push(edit);
  }
  return chosen;
}

const CONTROLS: readonly Controls[] = ['kept', 'bookmarks', 'gone'];
const FIGURES = figuresOf(sentReport.sections).length;

test('what was sent comes home unchanged, with its controls, with bookmarks only, and rewritten as WPS does', async () => {
  for (const controls of CONTROLS.slice(0, 2)) {
    const home = await read(zipped(asWpsSaves(withControls(documentXml(), controls), seeded(1))));
    expect({ changes: home.changes, notes: home.notes, agreement: home.agreement }).toEqual({
      changes: [],
      notes: [],
      agreement: 1,
    });
    expect(applyHomecoming(sentReport, home, [])).toEqual(sentReport);
  }
});

test('with every control gone each figure is offered to be bound again, and nothing else is told', async () => {
  const home = await read(zipped(asWpsSaves(withControls(documentXml(), 'gone'), seeded(2))));
  expect(home.changes.map(({ kind }) => kind)).toEqual(Array.from({ length: FIGURES }, () => 'binding'));
  expect(home.notes).toEqual([`文件里的数据绑定全部丢失（共 ${FIGURES} 处），数字按位置和文字认出`]);
  expect(shown(applyHomecoming(sentReport, home, ids(home.changes)))).toEqual(shown(unbound(sentReport)));
});

const told = (changes: readonly { target: string; kind: string }[]): string[] =>
  changes.map(({ target, kind }) => `${target} ${kind}`).sort();
const wanted = (edits: readonly SeededEdit[]): string[] =>
  told(edits.flatMap(({ target, kinds }) => kinds.map((kind) => ({ target, kind }))));
const found = ({ changes }: Homecoming): string[] =>
  told(
    changes.filter(({ kind }) => kind !== 'binding').map((change) => ({ target: targetOf(change), kind: change.kind })),
  );
const edited = (edits: readonly SeededEdit[]): ReportText => edits.reduce((text, edit) => edit.model(text), sentReport);

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'seeded edit %i, saved as WPS saves, is found and nothing is invented',
  async (seed) => {
    const random = seeded(seed + 100);
    const edits = chosenEdits(seed, random);
    const controls = edits.some(({ needsControls }) => needsControls) ? 'kept' : CONTROLS[Math.floor(random() * 3)]!;
    const xml = edits.reduce((given, edit) => edit.xml(given), documentXml());
    const home = await read(zipped(asWpsSaves(withControls(xml, controls), random)));
    expect(found(home)).toEqual(wanted(edits));
    const lost = home.changes.filter(({ kind }) => kind === 'binding');
    const removed = edits.reduce((sum, { removes = 0 }) => sum + removes, 0);
    expect(lost.length).toBe(controls === 'gone' ? FIGURES - removed : 0);
    expect(new Set(ids(home.changes)).size).toBe(home.changes.length);
    // Exactly the accepted ones are made, in every subset of the edits.
    for (let subset = 0; subset < 1 << edits.length; subset++) {
      const some = edits.filter((_, at) => subset & (1 << at));
      const accepted = home.changes.filter(
        (change) => change.kind !== 'binding' && some.some(({ target }) => target === targetOf(change)),
      );
      expect(shown(applyHomecoming(sentReport, home, ids(accepted)))).toEqual(shown(edited(some)));
    }
    const all = controls === 'gone' ? unbound(edited(edits)) : edited(edits);
    expect(shown(applyHomecoming(sentReport, home, ids(home.changes)))).toEqual(shown(all));
  },
);

const hasOffice = await hasLibreOffice();
if (!hasOffice) console.warn('LibreOffice is not installed: what it saves is not tested');

test.skipIf(!hasOffice)(
  'fifty seeded edits made or saved in LibreOffice are found and none invented',
  async () => {
    const usable = seededEdits.filter(({ needsControls }) => !needsControls);
    const cases = Array.from({ length: 52 }, (_, seed) => ({
      edit: seed < 2 ? null : usable[(seed * 7) % usable.length]!,
      seed,
    }));
    const jobs = cases.map(({ edit, seed }): OfficeJob => {
      const isReplaced = edit?.replacement !== undefined && seed % 3 > 0;
      const xml = edit === null || isReplaced ? documentXml() : edit.xml(documentXml());
      const controls = seed % 5 === 4 ? 'gone' : 'kept';
      const replacements = isReplaced ? [edit.replacement] : [];
      return { docx: zipped(withControls(xml, controls)), replacements, isThroughOdt: seed % 4 === 1 };
    });
    const saved = await editedInLibreOffice(jobs);
    for (const [at, { edit, seed }] of cases.entries()) {
      const home = await read(saved[at]!);
      const edits = edit === null ? [] : [edit];
      expect([seed, edit?.name, found(home)]).toEqual([seed, edit?.name, wanted(edits)]);
      const isGone = home.changes.some(({ kind }) => kind === 'binding');
      expect(isGone).toBe(seed % 5 === 4);
      const all = isGone ? unbound(edited(edits)) : edited(edits);
      expect(shown(applyHomecoming(sentReport, home, ids(home.changes)))).toEqual(shown(all));
    }
  },
  240_000,
);

const refusal = async (bytes: Uint8Array, name = '退回.docx'): Promise<string> => {
  const fault = await readHomecoming(sentReport, bytes, name).catch((error: unknown) => error);
  return fault instanceof Fault ? fault.message : `read: ${JSON.stringify(fault)}`;
};

test('what is no docx, or another one, is refused in one sentence', async () => {
  const ole = new Uint8Array(2048);
  ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const named = (name: string): Uint8Array => {
    const file = ole.slice();
    for (let at = 0; at < name.length; at++) file[1024 + 2 * at] = name.charCodeAt(at);
    file[1024 + 64] = (name.length + 1) * 2;
    return file;
  };
  expect(await refusal(named('WordDocument'), '退回.doc')).toContain('旧版 Word 文档（.doc）');
  expect(await refusal(named('EncryptedPackage'))).toContain('设有打开密码');
  expect(await refusal(strToU8('一段普通的文字。'), '退回.txt')).toContain('是纯文本，不是 .docx');
  expect(await refusal(strToU8('%PDF-1.7\n'), '退回.pdf')).toContain('是 PDF，不是 .docx');
  const other = sentReport.sections.map((section) => ({
    ...section,
    title: section.title === '' ? '' : '防汛备汛',
    blocks: [
      {
        kind: 'paragraph' as const,
        inlines: [
          { kind: 'text' as const, text: `第${section.id}段：入汛以来共启动应急响应，转移群众，水库河道安全度汛。` },
        ],
      },
    ],
  }));
  const bytes = await typesetDocx(officialOf({ ...sentReport, sections: other }, null));
  expect(await refusal(bytes)).toMatch(/^“退回\.docx”不是送出去的那份报告：两者的正文只有 \d+% 相同/);
});

test('a table of contents that Word put in is no text of the report', async () => {
  const line = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  const entries = '目录|一、主要做法……1|（一）强化招商引资 2|二、改善民生服务\t3'.split('|').map(line).join('');
  const home = await read(
    zipped(documentXml().replace(/<w:p>(?:(?!<\/w:p>).)*>区人大常委会对城市/s, (text) => entries + text)),
  );
  expect(home.changes).toEqual([]);
  expect(home.notes).toEqual(['文件里加了目录，目录由排版生成，没有当作正文']);
});

test('comments of the leader come with their words and place; tracked changes with who made them', async () => {
  const tracked = seededEdits.find(({ name }) => name.startsWith('修订'))!;
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const comment = (id: number, text: string): string =>
    `<w:comment w:id="${id}" w:author="陈书记" w:date="2026-07-12T09:00:00Z"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
  const reference = (id: number): string => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
  const xml = tracked
    .xml(documentXml())
    .replace(
      '>今年以来，全区洽谈对接项目<',
      (text) => `${text}/w:t></w:r><w:commentRangeEnd w:id="1"/>${reference(1)}<w:r><w:t><`,
    )
    .replace(/<w:r>(?:(?!<w:r>).)*>今年以来/s, (run) => `<w:commentRangeStart w:id="1"/>${run}`);
  const relations = strFromU8(parts['word/_rels/document.xml.rels']!).replace(
    '</Relationships>',
    '<Relationship Id="rc" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
  );
  const home = await read(
    zipped(xml, {
      'word/comments.xml': `<?xml version="1.0"?><w:comments ${W}>${comment(1, '请核实口径')}${comment(2, '全文再压缩')}</w:comments>`,
      'word/_rels/document.xml.rels': relations,
    }),
  );
  const [change, placed, loose] = home.changes;
  expect(change).toMatchObject({ kind: 'text', tracked: { by: '陈书记', when: '2026-07-12T09:00:00Z' } });
  expect(placed).toMatchObject({
    kind: 'comment',
    section: 'done',
    block: 1,
    quote: '今年以来，全区洽谈对接项目',
    text: '请核实口径',
    by: '陈书记',
  });
  expect(loose).toMatchObject({ kind: 'comment', section: null, words: '陈书记批注：全文再压缩' });
  expect(home.notes).toEqual(['文件带有修订标记，已按接受修订读取：插入 1 处、删除 1 处']);
});

test('a number typed wrong is told and changes nothing; numbers that follow a deleted heading are not told', async () => {
  const wrong = await read(zipped(documentXml().replace('>（二）<', '>（五）<')));
  expect(wrong.changes.map(({ kind, words }) => [kind, words])).toEqual([
    ['headingNumber', '标题“（五）推进城建项目”的序号写作（五），按顺序是（二）；序号由程序编排'],
  ]);
  expect(applyHomecoming(sentReport, wrong, ids(wrong.changes))).toEqual(sentReport);
  const heading = /<w:p>(?:(?!<\/w:p>).)*强化招商引资(?:(?!<\/w:p>).)*<\/w:p>/s;
  const renumbered = await read(zipped(documentXml().replace(heading, '').replace('>（二）<', '>（一）<')));
  expect(found(renumbered)).toEqual(['done/0 blockRemoved']);
});
