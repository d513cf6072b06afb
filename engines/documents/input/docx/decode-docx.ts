import { inputFault, shownName } from '../faults.ts';
import { invisibleNotes } from '../invisible.ts';
import type { InputFile, SourceDocument } from '../source.ts';
import { BodyWalker, type BodyNotes } from './body.ts';
import { readComments } from './comments.ts';
import { markedBlocks, type MarkedDocx } from './marked.ts';
import { ListCounter, readNumbering } from './numbering.ts';
import { docxParts, foreignZip, type DocxParts } from './package.ts';
import { renderFlow } from './render.ts';
import { StyleSheet } from './styles.ts';
import { walkXml } from './xml.ts';
import { ZipArchive } from './zip.ts';

/** Reads a .docx: the text as its pages show it, with generated list numbers, all tracked changes accepted. */
export async function decodeDocx(file: InputFile): Promise<SourceDocument> {
  const { walker, parts, context } = await walked(file, false);
  const rendered = renderFlow(walker.flow);
  if (rendered.text.trim() === '') throw inputFault('input.no-text', { name: context.name });
  return {
    format: 'docx',
    ...rendered,
    pages: [],
    notes: [...docxNotes(walker.notes, parts), ...invisibleNotes(rendered.text)],
  };
}

/** Reads a .docx with what was marked in it: content controls, bookmarks, tracked changes, comments. */
export async function decodeMarked(file: InputFile): Promise<MarkedDocx> {
  const { walker, parts, context } = await walked(file, true);
  const blocks = markedBlocks(walker.flow);
  const isEmpty = blocks.every((block) => block.kind === 'paragraph' && block.text.trim() === '');
  if (isEmpty) throw inputFault('input.no-text', { name: context.name });
  const comments = await readComments(parts.comments, context);
  const found = { ...walker.notes, comments: 0 };
  return { blocks, comments, notes: docxNotes(found, parts) };
}

async function walked(file: InputFile, isMarked: boolean) {
  const context = { name: shownName(file.name), limits: file.limits };
  const zip = new ZipArchive(file.bytes, context.name, context.limits);
  const foreign = foreignZip(zip);
  if (foreign !== null) throw inputFault('input.unsupported', { name: context.name, ...foreign });
  const parts = await docxParts(zip, context);
  const styles = await StyleSheet.read(parts.styles, context);
  const numbering = await readNumbering(parts.numbering, context);
  const lists = new ListCounter(numbering, (style) => styles.numbering(style).numId);
  const walker = new BodyWalker(styles, lists, context, isMarked);
  await walkXml(parts.document, walker, context);
  walker.finish();
  return { walker, parts, context };
}

function docxNotes(found: BodyNotes, parts: DocxParts): string[] {
  const changes = [
    found.inserted > 0 ? `插入 ${found.inserted} 处` : '',
    found.deleted > 0 ? `删除 ${found.deleted} 处` : '',
    found.moved > 0 ? `移动 ${found.moved} 处` : '',
  ].filter((each) => each !== '');
  return [
    parts.hasMacros ? '文件内含宏，只读取文字，宏未运行' : '',
    changes.length > 0 ? `文件带有修订标记，已按接受修订读取：${changes.join('、')}` : '',
    found.hidden > 0 ? `隐藏文字 ${found.hidden} 段未读取` : '',
    found.footnotes > 0 ? `脚注、尾注 ${found.footnotes} 条未读取` : '',
    found.comments > 0 ? `批注 ${found.comments} 条未读取` : '',
    found.formulas > 0 ? `公式 ${found.formulas} 个只按字符读取` : '',
    found.unreadSymbols > 0 ? `特殊符号 ${found.unreadSymbols} 个无法识别，以“□”代替` : '',
    parts.missing.length > 0 ? `文件缺少部件 ${parts.missing.join('、')}，自动编号可能未还原` : '',
  ].filter((note) => note !== '');
}
