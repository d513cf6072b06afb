import { decimal } from '@quantu/base';
import type { Books, Viewer } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { InvestmentOverview } from './contract.ts';
import { INVESTMENT_STAGES } from './investment-project.states.ts';
import { lookOn, registerNamed } from './year.server.ts';

interface Row {
  readonly state: string;
  readonly totalYuan: string;
  readonly countedYuan: string | null;
  readonly paidYuan: string;
  readonly isSigned: boolean;
  readonly isStarted: boolean;
  readonly isProducing: boolean;
}

const TIERS = [
  ['20 亿元以上', 20],
  ['10–20 亿元', 10],
  ['3–10 亿元', 3],
  ['3 亿元以下', 0],
] as const;
const YI = 100_000_000;

/** Where the investment projects stand, and what was signed in a year. */
export async function investmentOverview(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  year: number,
  asOf?: string,
): Promise<InvestmentOverview> {
  const { from, where } = await selectionSql(db, books, registerNamed(books, 'investment-project'), viewer, {
    conditions: [],
    asOf: lookOn(asOf).at,
  });
  const { rows } = await sql<Row>`
    select r.state, coalesce(r.total_yuan, 0)::text as "totalYuan", r.counted_yuan::text as "countedYuan",
      coalesce(r.paid_yuan, 0)::text as "paidYuan", coalesce(extract(year from r.signed_on) = ${year}, false) as "isSigned",
      r.started_on is not null as "isStarted", r.finished_on is not null as "isProducing"
    from ${from} where ${where}`.execute(db);
  const signed = rows.filter(({ isSigned }) => isSigned);
  const sum = (part: readonly Row[], of: 'totalYuan' | 'countedYuan' | 'paidYuan') =>
    part.reduce((all, row) => all.plus(row[of] ?? '0'), decimal(0)).toFixed();
  const rate = (key: string, label: string, top: string, bottom: string, definition: string) => ({
    key,
    label,
    numerator: top,
    denominator: bottom,
    rate: decimal(bottom).isZero() ? null : decimal(top).div(bottom).toDecimalPlaces(10).toFixed(),
    definition,
  });
  const count = (part: readonly Row[]) => String(part.length);
  return {
    stages: INVESTMENT_STAGES.map(([state, label]) => {
      const own = rows.filter((row) => row.state === state);
      return { state, label, projects: own.length, totalYuan: sum(own, 'totalYuan') };
    }),
    signed: { projects: signed.length, countedYuan: sum(signed, 'countedYuan') },
    tiers: TIERS.map(([label, least], at) => {
      const most = TIERS[at - 1]?.[1] ?? Infinity;
      const own = signed.filter(
        ({ totalYuan }) => decimal(totalYuan).gte(least * YI) && decimal(totalYuan).div(YI).lt(most),
      );
      return { label, projects: own.length, countedYuan: sum(own, 'countedYuan') };
    }),
    rates: [
      rate(
        'start',
        '开工率',
        count(signed.filter(({ isStarted }) => isStarted)),
        count(signed),
        '当年签约项目中已开工的 ÷ 当年签约项目',
      ),
      rate(
        'produce',
        '投产率',
        count(signed.filter(({ isProducing }) => isProducing)),
        count(signed),
        '当年签约项目中已投产的 ÷ 当年签约项目',
      ),
      rate('paid', '资金到位率', sum(signed, 'paidYuan'), sum(signed, 'totalYuan'), '当年签约项目到位资金 ÷ 合同总额'),
    ],
  };
}
