export * from './definition.ts';
export * from './digest.ts';
export * from './match.ts';
export * from './period.ts';
export * from './share.ts';
export * from './units.ts';
export * from './verdict.ts';
export * from './waterfall.ts';
