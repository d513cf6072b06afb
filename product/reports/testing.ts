export { benchReportLint } from './lint/lint.bench.ts';
