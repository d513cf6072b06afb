import { published } from '@quantu/figures';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import type { PublicReport, ReportProof } from '../contract.ts';
import { reportFault } from '../faults.ts';
import { sent } from '../save-text.server.ts';
import { versionText } from '../versions.server.ts';
import type { Manifest, ProvenFigure } from './bundle.ts';
import { proofOf, signedVersion } from './bundle.server.ts';

interface Proof {
  readonly manifest: Manifest;
  readonly figures: readonly ProvenFigure[];
}

export const proofAnswer = ({ manifest, figures }: Proof): ReportProof => ({
  root: manifest.root,
  signedAt: manifest.signedAt,
  signedBy: manifest.signedBy,
  asOf: manifest.asOf,
  program: manifest.program,
  figures: figures.length,
});

/** A report that was made public, as it was signed; anything else is not there for the public. */
export async function publicReport(store: Store, district: string, report: string): Promise<PublicReport> {
  const known = (await store.districts()).find(({ code }) => code === district);
  if (!known) throw reportFault('drafting.unknown');
  const db = store.read(district);
  const { rows } = await sql<{ state: string }>`select state from report where id = ${report}::uuid`.execute(db);
  if (rows[0]?.state !== 'published') throw reportFault('drafting.not-public');
  const [proof, { head, sections }] = await Promise.all([
    proofOf(db, report),
    versionText(db, report, await signedVersion(db, report)),
  ]);
  return {
    ...proofAnswer(proof),
    district: known.name,
    text: {
      head: head as PublicReport['text']['head'],
      sections: sections.map(({ id, level, title, blocks }) => ({ id, level, title, blocks: sent(blocks) })),
    },
    figuresOf: proof.figures.map(({ id, bound, signed }) => ({
      id,
      label: signed.label,
      definition: signed.definition,
      value: signed.value === null ? null : published(signed.value, bound.unit, bound.decimals),
      unit: bound.unit,
      rows: signed.parts[0]?.rows ?? 0,
    })),
  };
}
