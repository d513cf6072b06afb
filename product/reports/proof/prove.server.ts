import assert from 'node:assert/strict';
import { endOfDayInChina, plain, type Day, type Instant } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import type { Signed } from '@quantu/figures';
import { askedOf, factorOf, signedOf, trailEnd } from '@quantu/indicators/server';
import { displayNames } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { printedFigures } from '../looks.server.ts';
import { textOf, type Paper } from '../papers.server.ts';
import { figuresOf, type Bound } from '../text.ts';
import {
  BUNDLE_FORMAT,
  figureDigest,
  headDigest,
  rootText,
  sectionDigest,
  type Manifest,
  type ProvenFigure,
} from './bundle.ts';

/**
 * Fixes what a report is signed on: every figure with its rule, its rows' digest and the data version, the text, and
 * one digest over all of it, which goes into the audit trail. `paper`: read in the same transaction.
 */
export async function proveReport(
  tx: WriteDb,
  books: Books,
  paper: Paper,
  asOf: Day,
  program: string,
): Promise<Manifest> {
  const text = textOf(paper);
  const at = [tx.at, endOfDayInChina(asOf)].toSorted()[0]!;
  const figures = await provenFigures(tx, books, paper, asOf, at);
  const { id, values } = paper.record;
  const named = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  const facts = {
    format: BUNDLE_FORMAT,
    district: { code: tx.district!, name: await districtName(tx) },
    report: { id, code: named('code'), title: named('title'), number: paper.head.number },
    asOf,
    signedAt: tx.at,
    signedBy: (await displayNames(tx, [tx.actor]))(tx.actor),
    program,
    head: headDigest(sm3, text.head),
    sections: text.sections.map((section) => ({
      id: section.id,
      title: section.title,
      digest: sectionDigest(sm3, section),
    })),
    figures: figures.map((figure) => ({ id: figure.id, digest: figureDigest(sm3, figure) })),
  };
  const manifest = { ...facts, root: sm3(rootText(facts)) };
  await tx
    .insertInto('report_proof')
    .values({ report: id, root: manifest.root, manifest: JSON.stringify(manifest), figures: JSON.stringify(figures) })
    .execute();
  tx.audit({ after: { root: manifest.root } });
  return manifest;
}

async function districtName(tx: WriteDb): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from district where code = ${tx.district!}`.execute(tx);
  return rows[0]?.name ?? '';
}

/** Numbers of the same figure are derived once. */
async function provenFigures(
  tx: WriteDb,
  books: Books,
  { sections }: Paper,
  day: Day,
  at: Instant,
): Promise<ProvenFigure[]> {
  const found = figuresOf(sections);
  const printed = printedFigures(found.map(({ figure }) => figure));
  const trail = await trailEnd(tx);
  const known = new Map<string, Signed>();
  const proven: ProvenFigure[] = [];
  for (const [i, { section, figure }] of found.entries()) {
    const { id, text, bound } = figure;
    const key = JSON.stringify([bound.register, bound.figure, bound.scope, bound.period]);
    const signed = known.get(key) ?? (await signedFigure(tx, books, bound, day, at, trail));
    known.set(key, signed);
    const register = books.registers.get(bound.register);
    assert(register, 'what is derived has its register');
    const factors = signed.parts.map(({ recipe }) => plain(factorOf(register, recipe)));
    proven.push({ id, section, text, bound, printed: printed[i] ?? null, signed, factors });
  }
  return proven;
}

function signedFigure(
  tx: WriteDb,
  books: Books,
  { register, figure, scope, period }: Bound,
  day: Day,
  at: Instant,
  trail: number,
): Promise<Signed> {
  const words = { asOf: day, scope: scope ?? undefined, period: period ?? undefined };
  return signedOf(tx, books, askedOf(books, register, figure, words), tx.district!, at, trail);
}
