export { sm3, sm3Stream } from './sm3.ts';
