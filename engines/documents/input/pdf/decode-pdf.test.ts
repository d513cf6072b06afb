import { describe, expect, test } from 'vitest';
import { decodeFile } from '../decode.ts';
import { rawPdf, show, typstPdf } from '../testing/pdf-builder.ts';

const read = (bytes: Uint8Array) => decodeFile(bytes, '报告.pdf');
const textOf = async (bytes: Uint8Array) => (await read(bytes)).text;
/** Hanzi without repeats, so that a swapped or lost line shows. */
const prose = (length: number, from = 0x4e10) =>
  Array.from({ length }, (_, i) => String.fromCharCode(from + ((i * 7) % 4000))).join('');
/** Characters the shipped font has. */
const words = '深入查摆城市规划建设管理短板探索改进工作措施推动产城融合发展完善基础配套提升品质服务';
const sentence = (length: number, seed = 0) =>
  `${Array.from({ length: length - 1 }, (_, i) => words[(i * 5 + seed) % words.length]).join('')}。`;

describe('lines become the paragraphs that were written', () => {
  test('over lines and pages, whatever their length', async () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => sentence(13 + ((i * 29) % 130), i));
    const { text, pages, notes } = await read(typstPdf(paragraphs.join('\n\n')));
    expect(text.split('\n')).toEqual(paragraphs);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map(({ page }) => page)).toEqual(pages.map((_, i) => i + 1));
    expect(pages[0]!.start).toBe(0);
    expect(pages.at(-1)!.end).toBe(text.length);
    expect(notes[0]).toBe(`PDF 共 ${pages.length} 页，断行已按版面接成段落`);
  });

  test('a paragraph over two pages has a range on each', async () => {
    const { text, pages } = await read(typstPdf([sentence(500), sentence(500, 3)].join('\n\n')));
    const [first, second] = pages;
    expect(text.slice(second!.start - 1, second!.start)).not.toBe('\n');
    expect(first!.end).toBe(second!.start);
  });

  test('without indents a short last line ends the paragraph', async () => {
    const paragraphs = [sentence(70), sentence(90, 2), sentence(40, 4)];
    expect(await textOf(typstPdf(`#set par(first-line-indent: 0pt)\n${paragraphs.join('\n\n')}`))).toBe(
      paragraphs.join('\n'),
    );
  });

  test('a page of a few short lines keeps them apart', async () => {
    const lines = ['签约项目17个、总投资80.52亿元，同比增长49.2%。', '第二段短。', '第三段也短。'];
    expect(await textOf(typstPdf(lines.join('\n\n')))).toBe(lines.join('\n'));
  });

  test('ragged lines are joined, too', async () => {
    const paragraphs = [`${sentence(60)}总投资304.36亿元，${sentence(50)}`, sentence(81, 2)];
    expect(await textOf(typstPdf(`#set par(justify: false)\n${paragraphs.join('\n\n')}`))).toBe(paragraphs.join('\n'));
  });

  test('Latin words keep one space over a line end, hanzi none', async () => {
    const latin = 'The quick brown fox jumps over the lazy dog while the cat sleeps under the old table in the garden';
    expect(await textOf(typstPdf(`${latin}。${sentence(40)}`))).toBe(`${latin}。${sentence(40)}`);
  });

  test('a title of several centred lines is one paragraph, the red head above it another', async () => {
    const markup = `#align(center, text(size: 40pt, fill: red)[泉州市泉港区文件])
#align(center)[泉港政综〔2024〕87号]
#v(1cm)
#align(center, text(size: 22pt)[关于提升城市品质工作开展情况 \\ 审议意见办理情况的报告])
#v(1cm)
#par(first-line-indent: 0pt)[区人大常委会：]
${sentence(80)}

#align(right)[2024年7月10日]`;
    expect((await textOf(typstPdf(markup))).split('\n')).toEqual([
      '泉州市泉港区文件',
      '泉港政综〔2024〕87号',
      '关于提升城市品质工作开展情况审议意见办理情况的报告',
      '区人大常委会：',
      sentence(80),
      '2024年7月10日',
    ]);
  });

  test('发文字号 and 签发人, 印发机关 and 印发日期 on one line are two lines', async () => {
    const pair = (left: string, right: string) => `#par(first-line-indent: 0pt)[${left} #h(1fr) ${right}]\n\n`;
    const markup = `${pair('泉港政综〔2024〕87号', '签发人：甲乙丙')}${sentence(60)}\n\n${pair('区政府办公室', '2024年7月10日印发')}`;
    expect((await textOf(typstPdf(markup))).split('\n')).toEqual([
      '泉港政综〔2024〕87号',
      '签发人：甲乙丙',
      sentence(60),
      '区政府办公室',
      '2024年7月10日印发',
    ]);
  });

  test('a hanging list of attachments is joined', async () => {
    const first = `附件：1.${sentence(40)}`;
    const markup = `#par(first-line-indent: 0pt, hanging-indent: 6em)[#h(2em)${first}]\n\n${sentence(60)}`;
    expect((await textOf(typstPdf(markup))).split('\n')).toEqual([first, sentence(60)]);
  });

  test('table rows stand in lines with tabs between their cells', async () => {
    const markup = `${sentence(60)}\n#table(columns: (1fr, 1fr, 1fr), [指标], [单位], [数值], [项目], [个], [17])\n${sentence(60, 3)}`;
    expect((await textOf(typstPdf(markup))).split('\n')).toEqual([
      sentence(60),
      '指标\t单位\t数值',
      '项目\t个\t17',
      sentence(60, 3),
    ]);
  });

  test('two columns are read one after the other', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, i) => sentence(70 + i, i));
    const { text } = await read(
      typstPdf(`#set text(size: 10pt)\n#columns(2, gutter: 2em)[\n${paragraphs.join('\n\n')}\n#v(1fr)\n]`),
    );
    expect(text.split('\n')).toEqual(paragraphs);
    const long = Array.from({ length: 60 }, (_, i) => sentence(60 + i, i));
    expect(
      (await textOf(typstPdf(`#set text(size: 10pt)\n#columns(2)[\n${long.join('\n\n')}\n]`))).split('\n'),
    ).toEqual(long);
  });
});

describe('spaces', () => {
  test('typed spaces stay, the quarter em between hanzi and digits is no space', async () => {
    const text = '总投资304.36 亿元，签约17个、共 12 个，同比增长49.2%，提品质 聚人气 强城区。';
    expect(await textOf(typstPdf(text))).toBe(text);
  });

  test('gaps made by positioning are spaces between Latin words only', async () => {
    const words = 'BT /F1 12 Tf 72 700 Td [(Hello)-300(world)-50(s) -300(2024)] TJ ET\n';
    expect(await textOf(rawPdf([words]))).toBe('Hello worlds 2024');
  });

  test('letter-spaced type has no spaces', async () => {
    expect(await textOf(typstPdf('#text(tracking: 12pt)[泉州市泉港区人民政府文件]'))).toBe('泉州市泉港区人民政府文件');
  });

  test('bold by printing twice is read once', async () => {
    expect(await textOf(rawPdf([show('Hello 2244', 72, 700) + show('Hello 2244', 72.3, 700)]))).toBe('Hello 2244');
  });

  test('superscripts stay in their line', async () => {
    expect(await textOf(typstPdf(`面积500m#super[2]，${sentence(60)}`))).toBe(`面积500m2，${sentence(60)}`);
  });
});

describe('what belongs to the page and not to the text is left out', () => {
  const body = Array.from({ length: 30 }, (_, i) => sentence(60 + i, i));

  test.each([
    ['— 1 —', '[#h(1fr) — #n — #h(1fr)]'],
    ['- 1 -', '[#h(1fr) - #n - #h(1fr)]'],
    ['1/5', '[#h(1fr) #n/5 #h(1fr)]'],
    ['第1页 共5页', '[#h(1fr) 第#n;页 共5页 #h(1fr)]'],
    ['a bare number', '[#h(1fr) #n #h(1fr)]'],
    ['outside, odd right and even left', '[#if calc.odd(here().page()) { h(1fr) } — #n —]'],
  ])('page numbers: %s', async (_, footer) => {
    const numbered = `footer: context {let n = counter(page).display("1"); ${footer}}`;
    const { text, notes } = await read(typstPdf(body.join('\n\n'), numbered));
    expect(text.split('\n')).toEqual(body);
    expect(notes.some((note) => note.startsWith('页码 '))).toBe(true);
  });

  test('running heads', async () => {
    const { text } = await read(typstPdf(body.join('\n\n'), 'header: [泉港区人民政府文件 #h(1fr) 内部资料]'));
    expect(text.split('\n')).toEqual(body);
  });

  test('slanted watermarks and light marks outside the type area', async () => {
    const mark =
      'background: rotate(-40deg, text(size: 60pt, fill: luma(220))[虚构示例]), header: align(right, text(size: 9pt, fill: luma(150))[虚构示例])';
    const { text, notes } = await read(typstPdf(sentence(60), mark));
    expect(text).toBe(sentence(60));
    expect(notes.some((note) => note.startsWith('倾斜或旋转的文字'))).toBe(true);
  });

  test('a number that is a line of the text stays', async () => {
    const markup = `#par(first-line-indent: 0pt)[2024]\n\n${body.slice(0, 4).join('\n\n')}`;
    expect(await textOf(typstPdf(markup))).toContain('2024\n');
  });
});

describe('old and odd files', () => {
  test('Chinese by a predefined CMap, with neither font nor table embedded', async () => {
    // 签约项目17个 in GBK
    const gbk = '\\307\\251\\324\\274\\317\\356\\304\\27717\\270\\366';
    expect(await textOf(rawPdf([show(gbk, 72, 700, 16, 'F2')]))).toBe('签约项目17个');
  });

  test('text on pages turned by a quarter is upright to the reader', async () => {
    const bytes = rawPdf(['BT /F1 12 Tf 0 1 -1 0 300 72 Tm (Turned page) Tj ET']);
    const turned = new TextDecoder('latin1').decode(bytes).replace('/MediaBox[', '/Rotate 90/MediaBox[');
    expect(await textOf(Uint8Array.from(turned, (character) => character.charCodeAt(0)))).toBe('Turned page');
  });

  test('tagged artifacts are left out', async () => {
    const content = `/Artifact BMC ${show('Header', 72, 600)} EMC ${show('Body text', 72, 500)}`;
    expect(await textOf(rawPdf([content]))).toBe('Body text');
  });

  test('text in form XObjects is read at its place', async () => {
    const objects = [
      `<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 3 0 R/Matrix[1 0 0 1 0 -50]/Length 44>>stream\n${show('Inside', 72, 700)}\nendstream`,
    ];
    const bytes = rawPdf([`/X1 Do ${show('Below', 72, 500)}`], { objects });
    const withForm = new TextDecoder('latin1').decode(bytes).replace('<</Font<<', '<</XObject<</X1 6 0 R>>/Font<<');
    expect((await textOf(Uint8Array.from(withForm, (character) => character.charCodeAt(0)))).split('\n')).toEqual([
      'Inside',
      'Below',
    ]);
  });

  test('the same thread reads one file after the other, several at a time', async () => {
    const files = Array.from({ length: 5 }, (_, i) => typstPdf(sentence(40, i)));
    expect(await Promise.all(files.map(textOf))).toEqual(files.map((_, i) => sentence(40, i)));
    for (const [i, file] of files.entries()) expect(await textOf(file)).toBe(sentence(40, i));
  });
});

test('hanzi in any order come out in that order', async () => {
  const text = `${prose(300)}。`;
  expect(await textOf(typstPdf(text))).toHaveLength(text.length);
});
