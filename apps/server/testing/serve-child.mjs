// A whole quantu in a process of its own, to be killed by tests: prints its address when it serves.
import { register } from 'tsx/esm/api';

register();
const { serve } = await import('../index.ts');
const [dataDir] = process.argv.slice(2);
const serving = await serve({ dataDir, port: 0, host: '127.0.0.1', prepare: prepared });
console.log(serving.address);
await serving.stopped;

async function prepared(store) {
  if ((await store.districts()).length === 0) await store.createDistrict('350505', '测试区');
}
