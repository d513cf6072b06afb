export { reportDerivations } from './derivations.server.ts';
export { reportHandlers } from './handlers.server.ts';
export { reportsRoom } from './room.server.ts';
export { coverageHandlers } from './coverage/handlers.server.ts';
export { openBundle } from './proof/open-bundle.server.ts';
export { bundleOutput, reportNamed, reportOutput, reportText } from './output.server.ts';
export { readHomecoming } from './homecoming/read-home.server.ts';
export { looksAt, type Looked } from './looks.server.ts';
