import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseInteger } from './numerals.ts';
import { readOutline, sourceSpan } from './index.ts';

const LETTER = `海川市人民政府文件

海川政综〔2024〕15号　　　　　签发人：李 明　王小川

海川市人民政府
关于“提速度 强质量”工作审议意见
办理情况的报告

市人大常委会：

现将办理情况报告如下：
一、办理情况
（一）抓规划。一是定目标。完成规划3项。二是定任务，三是定责任。
（二）抓建设
1.加快项目建设。
2．2024年完成投资3亿元。
二、下一步打算
首先，补短板。其次，强弱项。

海川市人民政府
二〇二四年七月十日

（此件主动公开）

海川市人民政府办公室　　　　　　　　　　2024年7月12日印发
`;

describe('the head', () => {
  test('gives number, signers, title without its line breaks, issuer, addressee, dates and publicity', () => {
    expect(readOutline(LETTER).head).toEqual({
      kind: '报告',
      number: '海川政综〔2024〕15号',
      title: '海川市人民政府关于“提速度 强质量”工作审议意见办理情况的报告',
      issuer: '海川市人民政府',
      addressee: '市人大常委会',
      signer: '李明、王小川',
      dated: '2024-07-10',
      printedOn: '2024-07-12',
      publicity: '主动公开',
    });
  });

  test.each([
    ['海政发[2016]12号', '海政发〔2016〕12号'],
    ['海政发（2016）12号', '海政发〔2016〕12号'],
    ['海政发【2016】第12号', '海政发〔2016〕12号'],
    ['海政发201612号', '海政发〔2016〕12号'],
    ['海政发〔２０１６〕１２号', '海政发〔2016〕12号'],
  ])('repairs the number %s', (printed, number) => {
    expect(readOutline(`${printed}\n\n关于道路建设的通知\n\n各部门：\n正文。`).head.number).toBe(number);
  });

  test('a letter of reply is addressed to deputies, and its bureau issues it', () => {
    const { head } = readOutline(
      '海川县交通运输局关于县人大第3号建议的答复\n\n林秋禾等5名代表：\n\n收悉。\n\n2020年12月30日',
    );
    expect(head).toMatchObject({
      kind: '答复',
      issuer: '海川县交通运输局',
      addressee: '林秋禾等5名代表',
      dated: '2020-12-30',
    });
  });

  test.each([
    ['2021915日', '2021-09-15'],
    ['2021115日', null],
    ['2021年9月15日', '2021-09-15'],
    ['2021年2月30日', null],
  ])('the signature date %s is %s', (printed, day) => {
    expect(readOutline(`关于水的报告\n\n县人大：\n正文完。\n\n海川县人民政府\n${printed}\n`).head.dated).toBe(day);
  });

  test('a web page around the document is not its title', () => {
    const { head } = readOutline(
      '索引号：0029/2021\n发布时间：2021-12-01\n关于议案办理情况的报告\n来源：海川网\n\n2021年，共办理建议12件。',
    );
    expect(head).toMatchObject({ title: '关于议案办理情况的报告', number: null });
  });
});

describe('sections', () => {
  const ids = (text: string): string[] => readOutline(text).sections.map(({ id }) => id);

  test('nest by marker, also inside a paragraph, and know their path, place and title', () => {
    const { sections, text, roles } = readOutline(LETTER);
    expect(sections.map(({ id, path, title }) => [id, path.at(-1), title])).toEqual([
      ['s1', '一', '办理情况'],
      ['s1.1', '（一）', '抓规划'],
      ['s1.1.1', '一是', '定目标'],
      ['s1.1.2', '二是', '定任务'],
      ['s1.1.3', '三是', '定责任'],
      ['s1.2', '（二）', '抓建设'],
      ['s1.2.1', '1.', '加快项目建设'],
      ['s1.2.2', '2.', '2024年完成投资3亿元'],
      ['s2', '二', '下一步打算'],
      ['s2.1', '首先', '补短板'],
      ['s2.2', '其次', '强弱项'],
    ]);
    for (const { start, path } of sections)
      expect(text.slice(start)).toMatch(new RegExp(`^${path.at(-1)!.replace('.', '[.．]')}`));
    expect(roles.get('s1.1.2')).toBe('done');
    expect(roles.get('s2.1')).toBe('next');
  });

  test.each([
    ['a lone 一是 in prose', '道路建设的原因之一是资金不足。'],
    ['一是 in a quotation', '开展“一是一、二是二”活动。'],
    ['industries and quarters', '一、二、三产业协调发展。\n一、二季度增长。'],
    ['decimals at the start of a line', '1.5亿元用于建设。'],
  ])('%s heads nothing', (_, text) => {
    expect(ids(text)).toEqual([]);
  });

  test('markers before 一、 stand under s0, alone they stand at the top', () => {
    expect(ids('——收入增长。税收好。\n——支出增长。民生好。\n一、问题\n略。')).toEqual(['s0.1', 's0.2', 's1']);
    expect(ids('——收入增长。税收好。\n——支出增长。民生好。')).toEqual(['s1', 's2']);
  });

  test('a marker before a digit counts only in its running order', () => {
    expect(ids('工作如下：1、修路3条；2、60岁以上老人免费。')).toEqual(['s1', 's2']);
    expect(ids('3、60岁以上老人免费。')).toEqual([]);
  });

  test('a list inside a paragraph ends with its paragraph', () => {
    const { sections, text } = readOutline('一、情况\n主要有：一是好。二是更好。\n总的看，不错。');
    expect(text.slice(sections[2]!.start, sections[2]!.end)).toBe('二是更好。');
  });
});

describe('paragraphs', () => {
  const texts = (text: string): string[] => readOutline(text).blocks.map((block) => block.text);
  const long = '着眼于未来城市发展的需要和群众的期盼，聚焦车流和物流变化，统筹安排好全市';

  test('cut by a page break are joined, headings are not', () => {
    expect(texts(`${long}\n\n- 3 -\n\n建设资金，保障项目用地。\n一、情况`)).toEqual([
      `${long}建设资金，保障项目用地。`,
      '一、情况',
    ]);
    expect(texts('一、加快推进重点项目建设，持续改善城市面貌和人居环境\n\n全市完成投资。')).toHaveLength(2);
  });

  test('cut at every line end are joined by width or by indent', () => {
    const line = '全市上下深入贯彻落实党中央各项决策部署扎实做好稳定';
    expect(texts(`${line}\n${line}\n${line}\n${line}增长。\n二、下一步`)).toEqual([
      `${line.repeat(4)}增长。`,
      '二、下一步',
    ]);
    expect(texts('    第一段话。\n    第二段\n话。\n    第三段话。\n    第四段话。')).toEqual([
      '第一段话。',
      '第二段话。',
      '第三段话。',
      '第四段话。',
    ]);
  });

  test('drop what prints nothing and still know where they stand', () => {
    const source = '\ufeff完成\u200b投资\u202e3亿\n';
    const [block] = readOutline(source).blocks;
    expect(block!.text).toBe('完成投资3亿');
    expect(source.slice(...sourceSpan(block!, 4, 6))).toBe('3亿');
  });
});

const official = fc.array(
  fc.constantFrom(
    '一、',
    '（一）',
    '1.',
    '一是',
    '二是',
    '。',
    '；',
    '\n',
    '\n\n',
    '“',
    '”',
    '（',
    '）',
    ' ',
    '\t',
    '投资3亿元',
    '附件：',
    '2024年7月10日',
    '政府',
    '——',
    '\u200b',
  ),
  { maxLength: 60 },
);

describe('any text', () => {
  test('is read without a throw, sections nest, blocks rise and map to the source', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          official.map((parts) => parts.join('')),
        ),
        (text) => {
          const { blocks, sections, sentences } = readOutline(text);
          let last = 0;
          for (const block of blocks) {
            expect(block.start).toBeGreaterThanOrEqual(last);
            last = block.end;
            for (let i = 0; i < block.text.length; i++) {
              const at = block.at(i);
              if (block.text[i] !== text[at]) expect([block.text[i], text[at]]).toEqual([' ', '\n']);
            }
          }
          for (const { id, start, end } of sections) {
            expect(start).toBeLessThanOrEqual(end);
            const parent = sections.find((section) => section.id === id.slice(0, id.lastIndexOf('.')));
            if (parent) expect(parent.start <= start && end <= parent.end).toBe(true);
          }
          expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
          for (const { from, to } of sentences) expect(from).toBeLessThan(to);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** A plain speller of numbers below 10¹², written without looking at the reader. */
function spell(n: number): string {
  const digits = '零一二三四五六七八九';
  if (n >= 1e8)
    return `${spell(Math.floor(n / 1e8))}亿${n % 1e8 === 0 ? '' : (n % 1e8 < 1e7 ? '零' : '') + spell(n % 1e8)}`;
  if (n >= 1e4)
    return `${spell(Math.floor(n / 1e4))}万${n % 1e4 === 0 ? '' : (n % 1e4 < 1e3 ? '零' : '') + spell(n % 1e4)}`;
  let out = '';
  for (const [power, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / power) % 10;
    if (digit > 0) out += digits[digit]! + word;
    else if (out !== '' && !out.endsWith('零') && n % power > 0) out += '零';
  }
  return out;
}

test('spoken numerals come back as the number that was spelled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (n) => {
      expect(chineseInteger(spell(n))).toBe(BigInt(n));
    }),
  );
  expect([chineseInteger('一百二'), chineseInteger('两万五'), chineseInteger('十四五'), chineseInteger('')]).toEqual([
    120n,
    25000n,
    null,
    null,
  ]);
});

describe('copies of web pages', () => {
  const ids = (text: string) => readOutline(text).sections.map(({ id, title }) => `${id} ${title}`);

  test('a whole document on one line has its title, its addressee and its sections', () => {
    const filler = '各部门通力配合，任务按期完成，群众反映良好。'.repeat(8);
    const { head, sections } = readOutline(
      `关于全县节水工作情况的报告 县人大常委会: 现将情况报告如下: 一、基本情况 全县有水库12座。${filler} 二、主要做法 (一)抓统筹。开会6次。(二)抓投入。投资3亿元。 三、打算 1.到明年新增管网30公里;2.漏损率再降。`,
    );
    expect(head).toMatchObject({ kind: '报告', title: '关于全县节水工作情况的报告', addressee: '县人大常委会' });
    expect(sections.map(({ id }) => id)).toEqual(['s1', 's2', 's2.1', 's2.2', 's3', 's3.1', 's3.2']);
    expect(sections[0]!.title).toBe('基本情况');
  });

  test('一、 behind the end of a sentence and （一） glued to its title are sections', () => {
    expect(
      ids('情况通报如下:一、进展情况(一)到位资金1-6月,到位3亿元。(二)开工项目1-6月,开工5个。二、打算。'),
    ).toHaveLength(4);
    expect(ids('一、进展\n完成5项。\n二、问题\n还差3项。三、四季度安排\n抓好2项。').at(-1)).toBe('s3 四季度安排');
  });

  test('一、二、三产业 and 三、四季度 in a sentence are no sections', () => {
    expect(ids('一、二、三产业比重稳定。今年三、四季度再开工5个。')).toEqual([]);
  });

  test('banner, page lines and links to other pages are not the document', () => {
    const { head, blocks } = readOutline(
      '省政府信息:\n您当前所在位置:首页 > 公开\n访问量:\n\n云水市人民政府\n\n云水市交通局对第69号建议的答复\n\n来源：云水市交通局 发布日期：2023-09-03 浏览次数：1,203\n\n甲某代表：\n\n您提出的建议收悉，今年修路3公里。\n\n云水市交通局\n2023年6月30日\n相关链接：\n·去年修路5公里\n·今年修桥2座\n',
    );
    expect(head).toMatchObject({
      title: '云水市交通局对第69号建议的答复',
      issuer: '云水市交通局',
      addressee: '甲某代表',
      dated: '2023-06-30',
    });
    expect(blocks.map(({ text }) => text)).toEqual(['您提出的建议收悉，今年修路3公里。']);
  });

  test('a title in spaced characters is a title', () => {
    expect(
      readOutline('政 府 工 作 报 告\n——2024年1月8日在县人民代表大会上\n各位代表：\n现在报告工作。').head,
    ).toMatchObject({
      kind: '报告',
      title: '政府工作报告',
      dated: '2024-01-08',
    });
  });

  test('a unit that was cut from its number belongs to it', () => {
    expect(readOutline('共发生事故23起、死亡9\n人,少2起。').blocks.map(({ text }) => text)).toHaveLength(1);
  });
});
