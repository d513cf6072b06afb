import { addDays, parseDay, type Day } from '@quantu/base';
import { LEADERS, townCode } from './directory.ts';
import { placeIn, pointAt, siteAround, TOWNS } from './places.ts';
import { Random, split } from './random.ts';
import { to, type Happening, type Planned } from './timeline.ts';

const yuan = (wan: number): string => String(wan * 10_000);
const BRANDS = ['海岳', '蓝屿', '东澜', '启帆', '汇川', '云汀', '鼎石', '新港', '拓远', '安澜', '博湾', '远礁'];
const LINES = [
  ['materials', ['高性能纤维', '改性塑料', '电子化学品', '特种涂料']],
  ['equipment', ['船舶配套装备', '精密轴承', '智能泵阀', '海上风电部件']],
  ['storage', ['储能电池模组', '储能变流器', '储能集成柜']],
  ['logistics', ['冷链物流园', '港口集配中心', '跨境仓储']],
  ['marine', ['深远海养殖装备', '海洋生物制品']],
  ['food', ['水产精深加工', '预制菜中央厨房']],
  ['digital', ['数据标注基地', '工业软件中心']],
] as const;

/** The report of 2026: 46 contacts of 312.80 亿元; 21 signed of 96.45, three of 10 and seven of 5 亿元 and more. */
export const CONTACTS_2026 = { projects: 46, wan: 3_128_000 };
export const SIGNED_2026 = { projects: 21, wan: 964_500 };
const LARGE = [152_000, 126_000, 108_000, 85_000, 72_000, 64_000, 56_000];
/** Of the 21, those whose talks began in the year before. */
const TALKED_BEFORE = 6;

interface Wish {
  readonly wan: number;
  readonly talkedOn: Day;
  readonly signedOn: Day | null;
}

const dayAfter = (random: Random, from: string, most: number): Day => addDays(parseDay(from)!, random.whole(0, most));

/** Contacts and signings by year; only those of 2026 have sums that somebody printed. */
function wishes(random: Random): Wish[] {
  const small = split(
    SIGNED_2026.wan - LARGE.reduce((a, b) => a + b, 0),
    Array.from({ length: SIGNED_2026.projects - LARGE.length }, () => random.between(0.6, 1.5)),
  );
  const signed = [...LARGE, ...small].map((wan, at): Wish => {
    const talkedOn =
      at % 4 === 3 && at / 4 < TALKED_BEFORE ? dayAfter(random, '2025-09-01', 90) : dayAfter(random, '2026-01-06', 120);
    return { wan, talkedOn, signedOn: dayAfter(random, '2026-06-01', 120) };
  });
  const talked = signed.filter(({ talkedOn }) => talkedOn >= '2026');
  const open = CONTACTS_2026.projects - talked.length;
  const left = CONTACTS_2026.wan - talked.reduce((sum, { wan }) => sum + wan, 0);
  const talking = split(
    left,
    Array.from({ length: open }, () => random.between(0.4, 1.8)),
  ).map((wan): Wish => ({ wan, talkedOn: dayAfter(random, '2026-01-08', 250), signedOn: null }));
  const earlier = (year: number, projects: number): Wish[] =>
    Array.from({ length: projects }, (_, at) => {
      const talkedOn = dayAfter(random, `${year}-01-08`, 200);
      return {
        wan: random.whole(6, 140) * 1_000,
        talkedOn,
        signedOn: at % 5 < 2 ? addDays(talkedOn, random.whole(40, 130)) : null,
      };
    });
  const before = signed.length - talked.length;
  return [...signed, ...talking, ...earlier(2025, 72 - before), ...earlier(2024, 60)];
}

const STAGES = [
  ['registered', 'registeredOn', 25],
  ['permitted', 'permittedOn', 60],
  ['started', 'startedOn', 45],
  ['building', null, 90],
  ['finished', 'finishedOn', 150],
  ['full', 'fullOn', 150],
] as const;
const LAST_DAY = '2026-10-16';
/** Projects that are only thought of. */
const PLANNED = 22;

/** 200 investment projects with their stages and signings. */
export function investmentHappenings(random: Random): Happening[] {
  const all = wishes(random).flatMap((wish, at) => projectHappenings(random, wish, at));
  const planned = Array.from({ length: PLANNED }, (_, at): Happening => {
    const { values, code } = base(random, 300 + at, random.whole(5, 90) * 1_000);
    return {
      on: dayAfter(random, '2025-02-01', 500),
      register: 'investment-project',
      key: code,
      values,
      state: 'planned',
    };
  });
  return [...all, ...planned];
}

function base(random: Random, at: number, wan: number) {
  const [industry, products] = random.pick(LINES);
  const town = random.whole(0, TOWNS.length - 1);
  const place = placeIn(random, TOWNS[town]!);
  const code = `ZS-${String(at + 1).padStart(3, '0')}`;
  const brand = BRANDS[at % BRANDS.length]!;
  const values: Record<string, Planned> = {
    code,
    name: `${brand}${random.pick(products)}项目（${at + 1}号）`,
    investor: `${brand}集团（虚构）`,
    origin: random.pick(['other-province', 'other-province', 'province', 'abroad']),
    industry,
    lead: to('organisation', random.pick(['D05', 'D02', 'D01', townCode(town)])),
    leader: to('person', random.pick(LEADERS)),
    team: `${random.pick(['一', '二', '三', '四', '五'])}号专班`,
    town: to('organisation', townCode(town)),
    programmeArea: to('area-programme', `PQ0${town + 1}`),
    concept: '投资方拟建生产线及配套设施（虚构）。',
    totalYuan: yuan(wan),
    fixedYuan: yuan(Math.round(wan * random.between(0.5, 0.8))),
    landMu: random.whole(10, 180),
    outputYuan: yuan(Math.round(wan * random.between(0.8, 1.6))),
    jobs: random.whole(20, 600),
    location: pointAt(place),
    site: siteAround(random, place, random.between(80, 260)),
  };
  return { code, values };
}

function projectHappenings(random: Random, { wan, talkedOn, signedOn }: Wish, at: number): Happening[] {
  const { code, values } = base(random, at, wan);
  const register = 'investment-project';
  const list: Happening[] = [{ on: talkedOn, register, key: code, values: { ...values, talkedOn }, state: 'talking' }];
  const isEnded = signedOn === null && talkedOn < '2025-06' && random.next() < 0.5;
  if (isEnded) {
    list.push({
      on: addDays(talkedOn, 200),
      register,
      key: code,
      values: { endReason: '投资方调整布局，终止洽谈' },
      state: 'ended',
    });
  }
  if (signedOn === null) return list;
  const isIntent = at % 6 === 5;
  const contractKind = isIntent ? 'intent' : 'formal';
  list.push(
    { on: signedOn, register, key: code, values: { signedOn, contractKind }, state: 'signed' },
    ...signings(code, wan, signedOn, at),
  );
  let on = signedOn;
  for (const [state, field, days] of STAGES) {
    on = addDays(on, days + random.whole(0, 40));
    if (on > LAST_DAY || random.next() < 0.12) break;
    const paidYuan = yuan(Math.round(wan * random.between(0.15, 0.6)));
    const progress = state === 'started' ? 'foundation' : state === 'building' ? 'structure' : null;
    const more = { ...(field === null ? {} : { [field]: on }), ...(progress === null ? {} : { progress }) };
    const licence = state === 'registered' ? { licence: `虚构${code.slice(3)}` } : {};
    list.push({ on, register, key: code, values: { paidYuan, ...licence, ...more }, state });
  }
  return list;
}

/** Every seventh signed in two steps: a first contract, then more money; every sixth first as an intent. */
function signings(code: string, wan: number, signedOn: Day, at: number): Happening[] {
  const register = 'investment-signing';
  const one = (kind: string, on: Day, amount: number, contractKind = 'formal'): Happening => ({
    on,
    register,
    key: `${code}:${kind}`,
    values: {
      project: to('investment-project', code),
      signedOn: on,
      kind,
      contractKind,
      amountYuan: yuan(amount),
      event: '集中签约活动（虚构）',
    },
  });
  if (at % 6 === 5) return [one('first', signedOn, wan, 'intent'), one('upgrade', addDays(signedOn, 12), wan)];
  if (at % 7 !== 6) return [one('first', signedOn, wan)];
  const first = Math.round((wan * 0.9) / 100) * 100;
  return [one('first', signedOn, first), one('increase', addDays(signedOn, 14), wan)];
}
