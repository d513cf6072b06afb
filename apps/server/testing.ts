export { Issuer } from './testing/issuer.ts';
