// The files of the import's bench are made apart from the server that is measured.
import { register } from 'tsx/esm/api';

register();
const { makeFiles } = await import('./import.bench.ts');
await makeFiles(process.argv[2]);
