import { defineCodeSet } from '@quantu/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allOf,
  area,
  checkBooks,
  code,
  inState,
  attachments,
  computed,
  count,
  day,
  decimalNumber,
  defineRegister,
  defineStates,
  describeRegister,
  evaluate,
  everyone,
  formulaText,
  integer,
  longText,
  money,
  month,
  nobody,
  organisation,
  ownOrganisation,
  parseFormula,
  ratio,
  ref,
  Registers,
  role,
  sum,
  text,
  where,
  type Declaration,
  type Formula,
  type Viewer,
} from './index.ts';
import { park } from './sample.testing.ts';

const fields = { code: text({ label: '编号', required: true }), name: text({ label: '名称', required: true }) };
const declaration: Declaration = {
  label: '台账',
  key: ['code'],
  title: 'name',
  access: { read: everyone, write: everyone },
  fields,
};
const changedBy = (changed: Partial<Declaration>): Declaration => ({ ...declaration, ...changed });
const declare =
  (changed: Partial<Declaration>, key = 'thing') =>
  () =>
    defineRegister(key, changedBy(changed));
const withFields = (more: Declaration['fields'], changed: Partial<Declaration> = {}) =>
  declare({ fields: { ...fields, ...more }, ...changed });

describe('a declaration is refused', () => {
  const states = { initial: 'new', states: { new: { label: '新' } }, transitions: {} };
  test.each<[string, () => unknown, string]>([
    ['a key that is no name', declare({}, 'Thing'), 'its key is not kebab-case'],
    ['a field that is no name', withFields({ 'a-b': text({ label: '甲' }) }), 'a-b is no camelCase name'],
    [
      'a field every record has',
      withFields({ version: text({ label: '版' }) }),
      'version is a name that every record has',
    ],
    ['a field PostgreSQL has', withFields({ xmin: text({ label: '最小' }) }), 'xmin is a name that every record has'],
    ['two fields of one label', withFields({ other: text({ label: '名称' }) }), 'two fields are called 名称'],
    [
      'two fields of one column',
      withFields({ site: area({ label: '面' }), siteBox: text({ label: '框' }) }),
      'two fields would have the column site_box',
    ],
    ['no key', declare({ key: [] }), 'it has no key'],
    [
      'a key that may be missing',
      withFields({ a: text({ label: '甲' }) }, { key: ['a'] }),
      'its key field a is not required',
    ],
    [
      'a key too long to compare',
      withFields({ a: longText({ label: '甲', required: true }) }, { key: ['a'] }),
      'a is too long for key',
    ],
    ['a title that is no field', declare({ title: 'gone' }), 'title names gone, which is no field'],
    [
      'a title not all may read',
      withFields({ a: text({ label: '甲', read: nobody }) }, { title: 'a' }),
      'a is not for everybody',
    ],
    [
      'a search in what is masked',
      withFields({ a: text({ label: '甲', unmasked: role('x') }) }, { search: ['a'] }),
      'a is not for everybody',
    ],
    [
      'a parent that points elsewhere',
      withFields({ a: organisation({ label: '上级' }) }, { parent: 'a' }),
      'its parent is not a reference to itself',
    ],
    [
      'a formula with a text',
      withFields({ a: computed({ label: '甲', as: 'money', formula: 'name * 2' }) }),
      'uses name, which is no typed number',
    ],
    [
      'a formula that stops',
      withFields({ a: computed({ label: '甲', as: 'money', formula: '1 +' }) }),
      'ends too early',
    ],
    [
      'a rule on a text',
      declare({ access: { read: ownOrganisation('name'), write: everyone } }),
      'looks at name, which is no reference',
    ],
    ['a state that is not there', declare({ states: { ...states, initial: 'gone' } }), 'no state gone to begin with'],
    [
      'a step to nowhere',
      declare({ states: { ...states, transitions: { go: { label: '走', from: ['new'], to: 'gone', by: everyone } } } }),
      'transition go: no state gone',
    ],
    [
      'a sum of texts',
      declare({ figures: { a: sum('name', { label: '甲', unit: '元', definition: '' }) } }),
      'adds up name, which is no number',
    ],
    [
      'a figure of no field',
      declare({ figures: { a: count({ label: '甲', unit: '个', definition: '', where: [where('gone', 'empty')] }) } }),
      'looks at gone, which is no field',
    ],
    [
      'a computed field for more people than its parts',
      withFields({
        a: integer({ label: '甲', read: role('x') }),
        b: computed({ label: '乙', as: 'integer', formula: 'a * 2', read: role('x', 'y') }),
      }),
      'b is computed from a and more people may read it',
    ],
    [
      'a computed field that shows what is masked',
      withFields({
        a: integer({ label: '甲', unmasked: role('x') }),
        b: computed({ label: '乙', as: 'integer', formula: 'a * 2' }),
      }),
      'b is computed from a and more people may read it',
    ],
    [
      'a figure of what not everybody reads',
      withFields(
        { a: integer({ label: '甲', read: role('x') }) },
        { figures: { n: sum('a', { label: '合', unit: '个', definition: '' }) } },
      ),
      'figure n tells everybody of a',
    ],
    [
      'a figure that picks by what not everybody reads',
      withFields(
        { a: integer({ label: '甲', read: role('x') }) },
        { figures: { n: count({ label: '合', unit: '个', definition: '', where: [where('a', 'at-least', '1')] }) } },
      ),
      'figure n tells everybody of a',
    ],
    [
      'a figure of a state there is not',
      declare({
        states,
        figures: { n: count({ label: '合', unit: '个', definition: '', where: [where('state', 'is', 'old')] }) },
      }),
      'speaks of the state old',
    ],
    [
      'a figure whose period is no day',
      declare({ figures: { n: count({ label: '合', unit: '个', definition: '', period: 'name' }) } }),
      'takes its period from name',
    ],
    [
      'a rule on a state there is not',
      declare({ states, access: { read: everyone, write: inState('old') } }),
      'speaks of the state old',
    ],
    [
      'a pattern that is none',
      withFields({ a: text({ label: '甲', pattern: { matches: '(', says: '' } }) }),
      'the pattern of a',
    ],
    [
      'a day before nothing',
      withFields({ a: day({ label: '甲', notBefore: 'name' }) }),
      'not before name, which is no day',
    ],
    [
      'bounds that leave nothing',
      withFields({ a: integer({ label: '甲', min: 3, max: 2 }) }),
      'at least 3 and at most 2',
    ],
    ['a field without a label', withFields({ a: text({ label: ' ' }) }), 'a has no label'],
    ['a keeper that is no organisation', withFields({}, { keeper: 'name' }), 'its keeper name is no organisation'],
    [
      'a title that is a place',
      withFields({ a: area({ label: '甲' }) }, { title: 'a' }),
      'nothing to call a record by',
    ],
  ])('with %s', (_, declare, sentence) => {
    expect(declare).toThrow(sentence);
  });

  test('when another register requires it back, or is not there', () => {
    const a = declare({ fields: { ...fields, b: ref('bb', { label: '乙', required: true }) } }, 'aa')();
    const b = declare({ fields: { ...fields, a: ref('aa', { label: '甲', required: true }) } }, 'bb')();
    expect(() => new Registers([a])).toThrow('refers to bb, which there is not');
    expect(() => new Registers([a, b])).toThrow('aa → bb → aa require each other');
  });

  test('and told of which register it speaks, whatever is wrong', () => {
    expect(withFields({ a: computed({ label: '甲', as: 'money', formula: '1 +' }) })).toThrow(
      'register thing: formula 1 +',
    );
  });

  test('not when a hidden field stays with those who read it, or the declaration says why its sum may be known', () => {
    const a = integer({ label: '甲', read: role('x', 'y') });
    const b = computed({ label: '乙', as: 'integer', formula: 'a * 2', read: allOf(role('x'), ownOrganisation('o')) });
    const n = sum('a', { label: '合', unit: '个', definition: '', openBecause: '总数向社会公开' });
    expect(withFields({ a, b, o: organisation({ label: '单位' }) }, { figures: { n } })).not.toThrow();
  });

  test('when the program has no such code set or role', () => {
    const register = withFields({ a: code({ label: '甲', set: 'gone', read: role('x') }) })();
    const books = { registers: new Registers([register]), codeSets: [] };
    expect(() => checkBooks(books, ['x'])).toThrow('a is chosen from the code set gone, which there is not');
    const set = defineCodeSet({ key: 'gone', version: '1', label: '', source: '', codes: [] });
    expect(() => checkBooks({ ...books, codeSets: [set] }, ['y'])).toThrow('there is no role x');
    expect(() => checkBooks({ ...books, codeSets: [set, set] }, ['x'])).toThrow('two code sets have the key gone');
    expect(() => checkBooks({ ...books, codeSets: [set] }, ['x'])).not.toThrow();
  });

  test('when states repeat what is defined', () => {
    expect(() => defineStates({ initial: 'x', states: {}, transitions: {} })).toThrow('no state x');
  });
});

describe('a field that can be derived is refused', () => {
  const yuan = (label: string) => money({ label, show: '万元' });
  test.each<[string, Declaration['fields'], string]>([
    ['a rate', { a: yuan('完成投资'), b: yuan('计划投资'), c: ratio({ label: '投资完成率' }) }, '完成投资 ÷ 计划投资'],
    ['a total', { a: yuan('中央补助'), b: yuan('省级补助'), c: yuan('补助合计') }, '中央补助 + 省级补助'],
    ['what is left', { a: yuan('合同价'), b: yuan('已付款'), c: yuan('未付余额') }, '合同价 − 已付款'],
    ['a cost per unit', { a: yuan('总投资'), b: integer({ label: '户数' }), c: yuan('户均投资') }, '总投资 ÷ 户数'],
    [
      'the name of a reference',
      { a: organisation({ label: '责任单位' }), c: text({ label: '责任单位名称' }) },
      'the record 责任单位',
    ],
    ['the year of a day', { a: day({ label: '开工日期' }), c: integer({ label: '开工年份' }) }, 'the 年份 of 开工日期'],
    ['the month of a day', { a: day({ label: '竣工日期' }), c: month({ label: '竣工年月' }) }, 'the 年月 of 竣工日期'],
  ])('%s', (_, more, sentence) => {
    expect(withFields(more)).toThrow(sentence);
    const because = Object.fromEntries(
      Object.entries(more).map(([name, field]) => [name, { ...field, typedBecause: '以批复文件为准' }]),
    );
    expect(withFields(because)).not.toThrow();
  });

  test('and one that only looks like it is not', () => {
    const more = { area: decimalNumber({ label: '用地面积' }), rate: ratio({ label: '利率' }), plan: yuan('计划投资') };
    expect(withFields(more)).not.toThrow();
  });
});

describe('a formula', () => {
  const formula = fc.letrec<{ formula: Formula }>((tie) => ({
    formula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ node: fc.constant('field' as const), field: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ node: fc.constant('number' as const), value: fc.nat(99).map(String) }),
      fc.record({
        node: fc.constant('binary' as const),
        op: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        left: tie('formula'),
        right: tie('formula'),
      }),
    ),
  })).formula;
  const written = (node: Formula): string =>
    node.node === 'field'
      ? node.field
      : node.node === 'number'
        ? node.value
        : `(${written(node.left)} ${node.op} ${written(node.right)})`;
  /** As people read it, back in signs a machine reads. */
  const reread = (text: string) =>
    [...text]
      .map((sign) => ({ '＋': '+', '－': '-', '×': '*', '÷': '/', '（': '(', '）': ')' })[sign] ?? sign)
      .join('');

  test('that is written out is read back as it was', () => {
    fc.assert(
      fc.property(formula, (node) => {
        expect(parseFormula(written(node))).toEqual(node);
      }),
    );
  });

  test('shown to people means what it computes', () => {
    const values = { a: '7', b: '0.5', c: '-3' };
    fc.assert(
      fc.property(formula, (node) => {
        const shown = parseFormula(reread(formulaText(node, (field) => field)));
        expect(evaluate(shown, values, 'ratio')).toBe(evaluate(node, values, 'ratio'));
      }),
    );
  });

  test('multiplies before it adds, and from the left', () => {
    expect(evaluate(parseFormula('a - b - c * 2'), { a: 10, b: 1, c: 3 })).toBe('3');
    expect(evaluate(parseFormula('8 / b / 2'), { b: 2 })).toBe('2');
  });

  test('with something missing, or divided by zero, is missing', () => {
    expect(evaluate(parseFormula('a / b'), { a: '1', b: null })).toBeNull();
    expect(evaluate(parseFormula('a / b'), { a: '1', b: '0' })).toBeNull();
  });
});

test('a description tells a reader of no field they could never read', () => {
  const reader: Viewer = { account: '甲某', person: null, roles: ['reader'], organisations: [] };
  const keys = describeRegister(park, reader).fields.map(({ key }) => key);
  expect(keys).toContain('phone');
  expect(keys).not.toContain('remark');
  expect(keys).not.toContain('offerYuan');
  expect(describeRegister(park, reader).can).toEqual({ create: false, write: false, remove: false, import: false });
  const phone = describeRegister(park, reader).fields.find(({ key }) => key === 'phone')!;
  expect(phone).toMatchObject({ isMasked: true, isFilterable: false, mayWrite: false });
});

test('files are asked for like any other evidence', () => {
  const more = { permit: attachments({ label: '批文' }) };
  const states = {
    initial: 'new',
    states: { new: { label: '新' }, done: { label: '成' } },
    transitions: { go: { label: '走', from: ['new'], to: 'done', by: everyone, requires: ['permit'] } },
  };
  expect(withFields(more, { states })).not.toThrow();
});
