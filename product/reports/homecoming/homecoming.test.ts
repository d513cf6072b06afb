import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Fault } from '@quantu/base';
import { decodeMarkedDocx, typesetDocx } from '@quantu/documents/server';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';

import { officialOf } from '../official.ts';
import type { ReportInline, ReportText } from '../text.ts';
import { figuresOf, plainOf } from '../text.ts';
import { applyHomecoming } from './apply.ts';
import type { Change, Homecoming } from './change.ts';
import { comeHome } from './come-home.ts';
import { seededEdits, type SeededEdit } from './edits.testing.ts';
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
const read = async (bytes: Uint8Array): Promise<Homecoming> =>
  comeHome(sentReport, await decodeMarkedDocx(bytes, '退回.docx'), '退回.docx');

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

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'seeded edit %i, saved as WPS saves, is found and nothing is invented',
  async (seed) => {
    const random = seeded(seed + 100);
    const edits = chosenEdits(seed, random);
    const controls = edits.some(({ needsControls }) => needsControls) ? 'kept' : CONTROLS[Math.floor(random() * 3)]!;
    const edited = edits.reduce((xml, edit) => edit.xml(xml), documentXml());
    const home = await read(zipped(asWpsSaves(withControls(edited, controls), random)));
    const found = home.changes.filter(({ kind }) => kind !== 'binding');
    const told = (changes: readonly { target: string; kind: string }[]): string[] =>
      changes.map(({ target, kind }) => `${target} ${kind}`).sort();
    expect(told(found.map((change) => ({ target: targetOf(change), kind: change.kind })))).toEqual(
      told(edits.flatMap(({ target, kinds }) => kinds.map((kind) => ({ target, kind })))),
    );
    const gone = edits.reduce((sum, { removes = 0 }) => sum + removes, 0);
    expect(home.changes.length - found.length).toBe(controls === 'gone' ? FIGURES - gone : 0);
    expect(new Set(ids(home.changes)).size).toBe(home.changes.length);
    // Exactly the accepted ones are made, in every subset of the edits.
    for (let subset = 0; subset < 1 << edits.length; subset++) {
      const some = edits.filter((_, at) => subset & (1 << at));
      const accepted = found.filter((change) => some.some(({ target }) => target === targetOf(change)));
      const wanted = some.reduce((text, edit) => edit.model(text), sentReport);
      expect(shown(applyHomecoming(sentReport, home, ids(accepted)))).toEqual(shown(wanted));
    }
    const all = edits.reduce((text, edit) => edit.model(text), sentReport);
    const wanted = controls === 'gone' ? unbound(all) : all;
    expect(shown(applyHomecoming(sentReport, home, ids(home.changes)))).toEqual(shown(wanted));
  },
);
