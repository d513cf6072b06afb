export { decodeFile, decodeMarkedDocx } from './input/decode.ts';
export { typesetDocx } from './official/docx.server.ts';
export { typesetPdf, type TypesetOptions } from './official/pdf.server.ts';
export { typesetFactSheet } from './sheet/fact-sheet.server.ts';
export { typesetOpinionDocx } from './sheet/opinion-docx.server.ts';
export { typesetOpinionPdf } from './sheet/opinion-sheet.server.ts';
export { typesetMapSheet } from './sheet/map-sheet.server.ts';
export { benchReading } from './reading.bench.ts';
export { benchTypeset } from './official/typeset.bench.ts';
