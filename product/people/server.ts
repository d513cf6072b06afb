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
  answerFileAnyone,
  type Answer,
  type Call,
  type Cookie,
  type EventAnswer,
  type FileAnswer,
  type Mounted,
  type OpenCall,
  type Person,
  type TokenScope,
  type Upload,
} from './call.server.ts';
export { changePolicy } from './change-policy.server.ts';
export { peopleHandlers } from './handlers.server.ts';
export { createDistrict } from './new-district.server.ts';
export { arrive, type Arrival, type Shown } from './arrival.server.ts';
export { directoryDerivations } from './directory-checks.server.ts';
export { directoryHandlers } from './directory-handlers.server.ts';
export { delegate, endDelegation, giveGrant, takeGrant } from './give-grants.server.ts';
export { handOver, handOverPreview, type HandOverWish } from './hand-over.server.ts';
export { matrixFile, matrixHandlers } from './matrix-handlers.server.ts';
export { movePerson } from './move-person.server.ts';
export { postingOn, type Posting } from './postings.server.ts';
export { directoryRoom } from './directory-room.server.ts';
export { organisationByCode, organisationsWithin } from './organisations.server.ts';
export { removeOf as removeSecondFactor } from './second-factor.server.ts';
export { sealSecrets } from './sealed-secrets.server.ts';
export { peopleRoom } from './tables.server.ts';
export { csrfOf, isSameSecret } from './token.server.ts';
