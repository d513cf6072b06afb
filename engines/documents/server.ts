export { decodeFile } from './input/decode.ts';
