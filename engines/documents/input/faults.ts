import { defineFaults } from '@quantu/base';

/** Everything the door says no with. `{name}` is the file's name as the person knows it. */
export const inputFault = defineFaults({
  'input.empty': { status: 422, text: '文件“{name}”是空的，请检查后重新上传' },
  'input.too-large': { status: 413, text: '文件“{name}”有 {size}，超过上限 {limit}，请拆分或压缩图片后再上传' },
  'input.text-too-large': { status: 413, text: '文件“{name}”的文字超过上限 {limit}，请拆分后再上传' },
  'input.unknown-type': {
    status: 415,
    text: '无法识别文件“{name}”的类型，目前能读取 .txt、.docx 和带文字层的 .pdf',
  },
  'input.unsupported': { status: 415, text: '文件“{name}”是{kind}，不能读取，{advice}' },
  'input.old-word': {
    status: 415,
    text: '文件“{name}”是旧版 Word 文档（.doc），请用 Word 或 WPS 打开后另存为 .docx 再上传',
  },
  'input.wps': { status: 415, text: '文件“{name}”是 WPS 文字文档（.wps），请用 WPS 打开后另存为 .docx 再上传' },
  'input.not-docx': { status: 415, text: '文件“{name}”是{kind}，不是 .docx，请用 Word 或 WPS 另存为 .docx 再上传' },
  'input.encrypted': { status: 422, text: '文件“{name}”设有打开密码，请取消密码另存后再上传' },
  'input.damaged': {
    status: 422,
    text: '文件“{name}”已损坏（{reason}），无法按 {format} 读取，请重新获取或另存后再上传',
  },
  'input.part-missing': {
    status: 422,
    text: '文件“{name}”不完整，缺少部件 {part}，请用 Word 或 WPS 打开后另存为 .docx 再上传',
  },
  'input.scanned': {
    status: 422,
    text: '文件“{name}”没有文字层（可能是扫描件），无法读取，请上传 Word 原稿或经文字识别（OCR）的 PDF',
  },
  'input.no-text': { status: 422, text: '文件“{name}”里没有文字，请检查后重新上传' },
  'input.unreadable-glyphs': {
    status: 422,
    text: '文件“{name}”的字体没有对应的文字编码，读出来是乱码，请上传 Word 原稿或重新导出的 PDF',
  },
  'input.bomb': {
    status: 422,
    text: '文件“{name}”解压后超过上限 {limit}，疑似压缩炸弹，已停止读取，请确认文件来源',
  },
  'input.doctype': {
    status: 422,
    text: '文件“{name}”内含 DOCTYPE 声明（外部实体风险），已拒绝读取，请用 Word 或 WPS 另存为 .docx 再上传',
  },
  'input.encoding': {
    status: 422,
    text: '文件“{name}”的文字编码无法识别（第 {position} 字节处出错），请另存为 UTF-8 编码后再上传',
  },
  'input.binary': {
    status: 415,
    text: '文件“{name}”不是文本文件（第 {position} 字节处有控制字符），请上传 .txt、.docx 或 .pdf',
  },
  'input.too-complex': {
    status: 422,
    text: '文件“{name}”过于复杂，超过{limit}的处理上限，已停止读取，请拆分或重新导出后再上传',
  },
});

/** The file's name for a sentence: its last part, no control or direction characters, not longer than a line. */
export function shownName(name: string): string {
  const last = name.split(/[/\\]/).pop() ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '');
  const characters = Array.from(clean);
  return characters.length <= 60 ? clean || '未命名' : `${characters.slice(0, 57).join('')}…`;
}
