import { expect, test } from 'vitest';
import { listed, list, level, paragraph, readDocx, run } from '../testing/docx-builder.ts';

const read = async (body: string, styles?: string) => readDocx({ body, ...(styles === undefined ? {} : { styles }) });
const textOf = async (body: string, styles?: string) => (await read(body, styles)).text;

test('one paragraph a line, runs joined, spaces as they are', async () => {
  expect(await textOf(paragraph(run('总投资') + run('304.36 亿元')) + paragraph('') + paragraph('　　第二段 '))).toBe(
    '总投资304.36 亿元\n\n　　第二段 ',
  );
});

test('white space that the file does not ask to keep is dropped at the ends of a run, full-width space is not', async () => {
  expect(await textOf('<w:p><w:r><w:t>\n  甲 乙\n </w:t></w:r><w:r><w:t>　丙</w:t></w:r></w:p>')).toBe('甲 乙　丙');
});

test('tabs, line breaks, hyphens and symbols are characters; soft hyphens are not', async () => {
  const pieces =
    run('甲') +
    '<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:t>戊\u00ad己</w:t></w:r>' +
    '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Odd" w:char="F0AA"/></w:r>';
  const { text, notes } = await read(`<w:p>${pieces}</w:p>`);
  expect(text).toBe('甲\t乙\n丙\n-戊己✓□');
  expect(notes).toContain('特殊符号 1 个无法识别，以“□”代替');
});

test('tab stops of the paragraph are no tabs, page breaks no lines of their own', async () => {
  const stops = '<w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs>';
  const page = '<w:r><w:br w:type="page"/></w:r>';
  expect(await textOf(`<w:p><w:pPr>${stops}</w:pPr>${page}${run('甲')}${page}${run('乙')}${page}</w:p>`)).toBe(
    '甲\n乙',
  );
});

test('line breaks in a centred paragraph are a title set in lines: one line, hanzi joined, Latin words parted', async () => {
  const title = '<w:r><w:t>关于城市品质</w:t><w:br/><w:t>的报告 A</w:t><w:br/><w:t>B</w:t></w:r>';
  const styles =
    '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="T2"><w:basedOn w:val="T"/></w:style>';
  const body =
    paragraph(title, '<w:jc w:val="center"/>') +
    paragraph(title, '<w:pStyle w:val="T2"/>') +
    paragraph(title, '<w:pStyle w:val="T"/><w:jc w:val="both"/>');
  expect(await textOf(body, styles)).toBe('关于城市品质的报告 A B\n关于城市品质的报告 A B\n关于城市品质\n的报告 A\nB');
});

test('statements that share a printed line by tabs are lines of their own', async () => {
  const line = (...parts: string[]) => paragraph(parts.map((part) => run(part)).join('<w:r><w:tab/></w:r>'));
  expect(
    await textOf(
      line('', '泉港政综〔2024〕87号', '签发人：', '甲乙丙') +
        line('', '办公室', '2024年7月10日印发') +
        line('左', '右'),
    ),
  ).toBe('泉港政综〔2024〕87号\n签发人：甲乙丙\n办公室\n2024年7月10日印发\n左\t右');
});

test('fields give their result, not their instruction, nested ones too', async () => {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
  const inner = mark('begin') + code('PAGE') + mark('separate') + run('内') + mark('end');
  const field = mark('begin') + code('REF') + run('不读') + inner + mark('separate') + run('结果') + mark('end');
  expect(
    await textOf(`<w:p>${run('前')}${field}${run('后')}<w:fldSimple w:instr="DATE">${run('七月')}</w:fldSimple></w:p>`),
  ).toBe('前结果后七月');
});

test('links, smart tags and formulas are read through, ruby keeps its base', async () => {
  const body =
    `<w:p><w:hyperlink>${run('链接')}</w:hyperlink><w:smartTag>${run('标记')}</w:smartTag>` +
    '<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>' +
    `<w:r><w:ruby><w:rt>${run('quán')}</w:rt><w:rubyBase>${run('泉')}</w:rubyBase></w:ruby></w:r></w:p>`;
  const { text, notes } = await read(body);
  expect(text).toBe('链接标记x泉');
  expect(notes).toContain('公式 1 个只按字符读取');
});

test('hidden text is dropped, whether by run, by character style or by paragraph style', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="HidP"><w:rPr><w:vanish/></w:rPr></w:style>';
  const body =
    paragraph(
      run('甲') + run('藏', '<w:vanish/>') + run('乙', '<w:vanish w:val="0"/>') + run('藏', '<w:rStyle w:val="Hid"/>'),
    ) +
    paragraph('藏', '<w:pStyle w:val="HidP"/>') +
    paragraph('丙');
  const { text, notes } = await read(body, styles);
  expect(text).toBe('甲乙\n丙');
  expect(notes).toContain('隐藏文字 3 段未读取');
});

test('footnote and comment references are counted, not read', async () => {
  const { text, notes } = await read(
    `<w:p>${run('甲')}<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r></w:p>`,
  );
  expect(text).toBe('甲');
  expect(notes).toEqual(['脚注、尾注 1 条未读取', '批注 1 条未读取']);
});

const box = (content: string) =>
  `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
  `<mc:Fallback><w:pict><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;

test('a text box is read once, behind the paragraph it is anchored in', async () => {
  expect(
    await textOf(
      paragraph(`${run('正文')}<w:r>${box(paragraph('框一') + paragraph('框二'))}</w:r>${run('继续')}`) +
        paragraph('后'),
    ),
  ).toBe('正文继续\n框一\n框二\n后');
});

test('the fallback of alternative content is read when the choice has no text', async () => {
  const body = `<w:p>${run('甲')}<mc:AlternateContent><mc:Choice Requires="wpc"/><mc:Fallback>${run('乙')}</mc:Fallback></mc:AlternateContent></w:p>`;
  expect(await textOf(body)).toBe('甲乙');
});

test('tracked changes are accepted: insertions and moves stay where they went, deletions go', async () => {
  const del = (text: string) => `<w:del w:id="1"><w:r><w:delText>${text}</w:delText><w:tab/></w:r></w:del>`;
  const body =
    `<w:p>${run('签约')}<w:ins w:id="2">${run('17')}</w:ins>${del('16')}${run('个')}<w:moveFrom>${run('移走')}</w:moveFrom></w:p>` +
    `<w:p><w:moveTo>${run('移来')}</w:moveTo></w:p>` +
    `<w:p><w:pPr><w:pPrChange><w:pPr>${listed(1)}</w:pPr></w:pPrChange></w:pPr>${run('乙', `<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>`)}</w:p>`;
  const { text, notes } = await readDocx({ body, numbering: list(level(0, 'decimal', '%1、')) });
  expect(text).toBe('签约17个\n移来\n乙');
  expect(notes).toEqual(['文件带有修订标记，已按接受修订读取：插入 1 处、删除 1 处、移动 1 处']);
});

test('a deleted paragraph mark joins two paragraphs, and the second decides the list', async () => {
  const deletedMark = '<w:rPr><w:del w:id="1"/></w:rPr>';
  const numbering = list(level(0, 'decimal', '%1、'));
  const body =
    paragraph('甲', listed(1)) +
    paragraph('乙', listed(1) + deletedMark) +
    paragraph('丙') +
    paragraph('丁', listed(1)) +
    paragraph('末', deletedMark);
  expect((await readDocx({ body, numbering })).text).toBe('1、甲\n乙丙\n2、丁\n末');
});

test('a paragraph deleted with its mark leaves no line', async () => {
  const gone =
    '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>走</w:delText></w:r></w:del></w:p>';
  expect(await textOf(paragraph('甲') + gone + paragraph('乙'))).toBe('甲\n乙');
});

test('content controls around runs and paragraphs have their ranges', async () => {
  const sdt = (tag: string, content: string) =>
    `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/><w:id w:val="7"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const numbering = list(level(0, 'chineseCounting', '%1、'));
  const body =
    paragraph(
      `${run('签约项目')}${sdt('fig-1', run('17') + run('个'))}${run('，总投资')}${sdt('fig-2', sdt('inner', run('80.52')) + run('亿元'))}`,
      listed(1),
    ) +
    sdt('block', paragraph('乙') + paragraph('丙')) +
    `<w:sdt><w:sdtContent>${paragraph('丁')}</w:sdtContent></w:sdt>`;
  const { text, controls } = await readDocx({ body, numbering });
  expect(text).toBe('一、签约项目17个，总投资80.52亿元\n乙\n丙\n丁');
  expect(controls.map(({ tag, start, end }) => [tag, text.slice(start, end)])).toEqual([
    ['fig-1', '17个'],
    ['fig-2', '80.52亿元'],
    ['inner', '80.52'],
    ['block', '乙\n丙'],
  ]);
});

test('the strict variant of the format reads alike', async () => {
  const recipe = { body: paragraph('甲', listed(1)), numbering: list(level(0, 'chineseCounting', '%1、')) };
  expect(await readDocx({ ...recipe, isStrict: true })).toEqual(await readDocx(recipe));
});

test('a docx with macros is read and its macros are named', async () => {
  const { text, notes } = await readDocx({
    body: paragraph('甲'),
    parts: { 'word/vbaProject.bin': new Uint8Array([1, 2, 3]) },
  });
  expect(text).toBe('甲');
  expect(notes).toEqual(['文件内含宏，只读取文字，宏未运行']);
});
