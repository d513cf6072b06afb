export {
  addressOf,
  defineRoute,
  says,
  type Access,
  type AnswerOf,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type Route,
} from './route.ts';
export {
  Account,
  AuditEntry,
  choice,
  District,
  Id,
  idOf,
  InstantText,
  NewDistrict,
  nullable,
  OwnSession,
  PageQuery,
  pageOf,
  peopleRoutes,
  Problem,
  Role,
  SessionAnswer,
} from './contract.ts';
export { MACHINES, nameActions } from './actions.ts';
export { FICTIONAL_MARK, isFictional } from './districts.ts';
export { peopleFault } from './faults.ts';
export { escapedLike, pageSlice, type PageWish } from './paging.ts';
export { checkAccess, mayDo, permissionsOf, PRESETS, ROLE_LABELS } from './permission.ts';
export { PERMISSIONS, ROLES, type Permission, type RoleKey, type RoleWords } from './roles.ts';
