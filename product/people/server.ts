export {
  accountById,
  accountByName,
  changeAccount,
  createAccount,
  createFirstAdministrator,
  listAccounts,
  needsFirstAdministrator,
  resetPassword,
  type AccountChange,
  type NewAccount,
} from './accounts.server.ts';
export {
  answer,
  answerAnyone,
  answerEvents,
  answerFile,
  type Answer,
  type Call,
  type Cookie,
  type EventAnswer,
  type FileAnswer,
  type Mounted,
  type OpenCall,
  type Person,
  type Upload,
} from './call.server.ts';
export { peopleHandlers } from './handlers.server.ts';
export { createDistrict } from './new-district.server.ts';
export { arrive, type Arrival } from './sessions.server.ts';
export { peopleRoom } from './tables.server.ts';
export { csrfOf, isSameSecret } from './token.server.ts';
