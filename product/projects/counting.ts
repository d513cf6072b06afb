import { decimal, type Decimal } from '@quantu/base';

/**
 * How a signing counts. A project counts once, at its first signing; a capital increase adds only the increase; an
 * intent that becomes a formal contract is recorded as upgraded and adds nothing (三明 2006, and most places since).
 */
export const SIGNING_KINDS = ['first', 'increase', 'upgrade'] as const;
export type SigningKind = (typeof SIGNING_KINDS)[number];

export interface Signing {
  readonly id: string;
  readonly project: string;
  readonly signedOn: string;
  readonly kind: SigningKind;
  /** The total of the contract after this signing. */
  readonly amountYuan: Decimal;
}

export interface Counted {
  readonly id: string;
  readonly countedProjects: 0 | 1;
  readonly countedYuan: Decimal;
  /** Why it counts so, one sentence. */
  readonly because: string;
}

/** What each signing adds to the figures 签约项目数 and 签约总投资. Signings of one project are taken by their day. */
export function countSignings(signings: readonly Signing[]): Counted[] {
  const ordered = signings.toSorted(
    (a, b) => compare(a.signedOn, b.signedOn) || order(a.kind) - order(b.kind) || compare(a.id, b.id),
  );
  const totals = new Map<string, Decimal>();
  return ordered.map((signing) => {
    const before = totals.get(signing.project);
    // The highest total so far: what was counted once is not counted again after a contract shrank.
    totals.set(signing.project, before?.gt(signing.amountYuan) ? before : signing.amountYuan);
    return { id: signing.id, ...countOne(signing, before) };
  });
}

function countOne({ kind, amountYuan }: Signing, before: Decimal | undefined): Omit<Counted, 'id'> {
  if (before === undefined) {
    return { countedProjects: 1, countedYuan: amountYuan, because: '首次签约，计入项目数和总投资' };
  }
  if (kind === 'increase') {
    const added = amountYuan.minus(before);
    return added.gt(0)
      ? { countedProjects: 0, countedYuan: added, because: '增资，只计新增部分，不重复计项目' }
      : { countedProjects: 0, countedYuan: decimal(0), because: '合同总额没有增加，不计' };
  }
  return {
    countedProjects: 0,
    countedYuan: decimal(0),
    because: kind === 'upgrade' ? '意向升级为正式合同，不重复计项目和金额' : '已在首次签约时计过，不重复计',
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const order = (kind: SigningKind): number => SIGNING_KINDS.indexOf(kind);
