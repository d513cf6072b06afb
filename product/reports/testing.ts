export { benchReportLint } from './lint/lint.bench.ts';
export { longReport } from './lint/long-report.testing.ts';
export { plantedBundle } from './proof/bundle.testing.ts';
export { BUNDLE_FILES } from './proof/bundle.ts';
export { verifierPage } from './proof/page.server.ts';
