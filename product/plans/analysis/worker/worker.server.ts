import { boxAround, boxOf, fromWkb } from '@quantu/geometry';
import { analyse, type FoundConflict } from '../analyse.ts';
import type { AnalysedFeature, AnalysedLayer } from '../layers.ts';
import type { RuleSet } from '../rules.ts';
import { CellWriter } from './cell-writer.server.ts';
import type { FeatureBatch, Order, Report } from './orders.ts';

/** One run in a process of its own: layers come first, piece by piece, then the order to lay them over each other. */
type Growing = Omit<AnalysedLayer, 'features'> & { readonly features: AnalysedFeature[] };
const layers: Growing[] = [];
const CONFLICTS_AT_ONCE = 500;

process.on('message', (order: Order) => {
  try {
    carryOut(order);
  } catch (error) {
    report({ kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) });
  }
});
process.on('disconnect', () => process.exit());
// A terminal's Ctrl+C reaches every process of its group: the server decides when its workers end.
process.on('SIGINT', () => undefined);

function carryOut(order: Order): void {
  if (order.task === 'layer') {
    layers.push({ ...order.layer, features: [] });
    report({ kind: 'taken' });
  } else if (order.task === 'features') {
    if (take(layers.at(-1)!, order.batch)) report({ kind: 'taken' });
  } else run(order.rules, order.cells);
}

function take({ name, features }: Growing, batch: FeatureBatch): boolean {
  const bytes = Buffer.from(batch.shapes.buffer, batch.shapes.byteOffset, batch.shapes.byteLength);
  let at = 0;
  for (const [i, key] of batch.keys.entries()) {
    const shape = fromWkb(bytes.subarray(at, at + batch.lengths[i]!));
    at += batch.lengths[i]!;
    if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') {
      report({ kind: 'bad-feature', layer: name, key });
      return false;
    }
    features.push({ key, code: batch.codes[i]!, name: batch.names[i]!, controls: batch.controls[i]!, shape });
  }
  return true;
}

const REPORT_MS = 200;
const server = process.ppid;

function run(rules: RuleSet, path: string): void {
  const cells = new CellWriter(path, layers);
  let reportedAt = 0;
  const { conflicts, ...analysis } = analyse(layers, rules, {
    onCell: (cell) => cells.write(cell),
    onProgress: (share, text) => {
      const now = performance.now();
      if (now - reportedAt < REPORT_MS) return;
      // While it computes it hears nothing, also not that the server is gone.
      if (process.ppid !== server) process.exit();
      reportedAt = now;
      report({ kind: 'progress', share, text });
    },
  });
  cells.close();
  for (let at = 0; at < conflicts.length; at += CONFLICTS_AT_ONCE) {
    report({ kind: 'conflicts', conflicts: conflicts.slice(at, at + CONFLICTS_AT_ONCE) });
  }
  report({ kind: 'done', analysis, box: boxOfAll(conflicts) });
}

/** Where to look first: the conflicts, else everything. */
function boxOfAll(conflicts: readonly FoundConflict[]): number[] | null {
  const around = boxAround(conflicts.map(({ geometry }) => boxOf(geometry)));
  const box = around ?? boxAround(layers.flatMap(({ features }) => features.map(({ shape }) => boxOf(shape))));
  return box && [...box];
}

function report(message: Report): void {
  process.send?.(message);
}
