export * from './text.ts';
export { officialOf } from './official.ts';
