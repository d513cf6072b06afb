import { indent, pitch, size } from '../page.ts';

/** Word measures in twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);

/** One line of the grid; 22 of them are 12 760 twips. */
export const line = twips(pitch);

/** Height of a paragraph that only carries an anchor or a section's end; the page leaves room for it below 22 lines. */
export const SLIVER = 6;

/** Type faces by element: what offices have, with what else a machine may call them. */
export const faces = {
  fang: { name: '仿宋_GB2312', others: '仿宋,FangSong,FangSong_GB2312,STFangsong,华文仿宋', family: 'modern' },
  kai: { name: '楷体_GB2312', others: '楷体,KaiTi,KaiTi_GB2312,STKaiti,华文楷体', family: 'modern' },
  hei: { name: '黑体', others: 'SimHei,STHeiti,Noto Sans SC', family: 'modern' },
  title: {
    name: '方正小标宋简体',
    others: '方正小标宋_GBK,FZXiaoBiaoSong-B05S,小标宋体,Noto Serif SC Black',
    family: 'script',
  },
  song: { name: '宋体', others: 'SimSun,Noto Serif SC', family: 'auto' },
} as const;
export type WordFace = keyof typeof faces;
export const latinFace = 'Times New Roman';

/** Ids of the paragraph styles; Word's navigation pane shows those with an outline level. */
export const style = {
  body: 'Normal',
  title: 'a1',
  heading: ['Heading1', 'Heading2', 'Heading3', 'Heading4'],
  flush: 'a2',
  caption: 'a3',
  cell: 'a4',
  colophon: 'a5',
  signature: 'a6',
} as const;

/** 黑体 and 小标宋 have letters of their own; beside 仿宋 and 楷体 stands Times. */
export const latinOf = (face: WordFace): string => (face === 'fang' || face === 'kai' ? latinFace : faces[face].name);

const fonts = (face: WordFace): string =>
  `<w:rFonts w:hint="eastAsia" w:ascii="${latinOf(face)}" w:hAnsi="${latinOf(face)}" w:eastAsia="${faces[face].name}" w:cs="${latinFace}"/>`;
/**
 * 28 characters of 3号 get into 156 mm at 98 % of their width. Tracking them by −0.25 pt would do the same, but
 * LibreOffice then loses punctuation marks at the ends of full lines.
 */
export const SCALE = 98;
const letters = (face: WordFace, points: number, scale = 100): string =>
  `<w:rPr>${fonts(face)}<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="000000"/><w:w w:val="${scale}"/><w:kern w:val="0"/>` +
  `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/></w:rPr>`;

const FIRST = `<w:ind w:left="0" w:right="0" w:firstLineChars="200" w:firstLine="${twips(indent)}"/>`;
const NO_INDENT = '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>';
const EXACT = `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;
/**
 * No widow rules, no hanging punctuation, no extra space beside letters and digits: what would leave the grid.
 * (LibreOffice reads overflowPunct the wrong way round and autoSpaceDE not at all: there a comma may hang.)
 */
const GRID =
  '<w:kinsoku w:val="1"/><w:wordWrap w:val="1"/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>';

interface StyleText {
  id: string;
  name: string;
  before?: string;
  indent?: string;
  align?: string;
  level?: number;
  letters: string;
}

const paragraphStyle = ({
  id,
  name,
  before = '',
  indent = NO_INDENT,
  align = 'both',
  level,
  letters,
}: StyleText): string =>
  `<w:style w:type="paragraph"${id === style.body ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>` +
  (id === style.body ? '' : `<w:basedOn w:val="${style.body}"/><w:next w:val="${style.body}"/>`) +
  `<w:qFormat/><w:pPr>${before}<w:widowControl w:val="0"/>${GRID}${EXACT}${indent}<w:jc w:val="${align}"/>` +
  (level === undefined ? '' : `<w:outlineLvl w:val="${level}"/>`) +
  `</w:pPr>${letters}</w:style>`;

const heading = (level: 1 | 2 | 3 | 4, face: WordFace, name: string): string =>
  paragraphStyle({
    id: style.heading[level - 1]!,
    name,
    indent: FIRST,
    level: level - 1,
    letters: letters(face, size.no3, SCALE),
  });

const body = letters('fang', size.no3, SCALE);

/** The whole of word/styles.xml. */
export const stylesXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>' +
  `<w:rPrDefault>${body.replace('</w:rPr>', '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>')}</w:rPrDefault>` +
  '<w:pPrDefault/></w:docDefaults>' +
  paragraphStyle({ id: style.body, name: 'Normal', indent: FIRST, letters: body }) +
  '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>' +
  '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  heading(1, 'hei', 'heading 1') +
  heading(2, 'kai', 'heading 2') +
  heading(3, 'fang', 'heading 3') +
  heading(4, 'fang', 'heading 4') +
  paragraphStyle({ id: style.title, name: 'Title', align: 'center', letters: letters('title', size.no2) }) +
  paragraphStyle({ id: style.flush, name: '公文顶格', letters: body }) +
  paragraphStyle({
    id: style.caption,
    name: 'caption',
    before: '<w:keepNext/>',
    align: 'center',
    letters: letters('hei', size.no3, SCALE),
  }) +
  paragraphStyle({ id: style.cell, name: '公文表格', align: 'center', letters: letters('fang', size.small4) }) +
  paragraphStyle({ id: style.colophon, name: '公文版记', align: 'left', letters: letters('fang', size.no4) }) +
  paragraphStyle({ id: style.signature, name: '公文署名', align: 'right', letters: body }) +
  '</w:styles>';
