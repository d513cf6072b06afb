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
  DayText,
  Demand,
  District,
  FirstRole,
  Id,
  idOf,
  InstantText,
  NewDistrict,
  nullable,
  OwnSession,
  NamedOrganisation,
  PageQuery,
  pageOf,
  peopleRoutes,
  PermissionChoice,
  Problem,
  Role,
  RoleChoice,
  SessionAnswer,
  SessionDistrict,
} from './contract.ts';
export {
  ApiToken,
  Grant,
  grantRoutes,
  Invitation,
  INVITATION_STATES,
  invitationRoutes,
  tokenRoutes,
} from './grants.contract.ts';
export {
  AnySession,
  directoryRoutes,
  HandOverPreview,
  Matrix,
  matrixRoutes,
  OidcSettings,
  oidcRoutes,
  Policy,
  SecondFactor,
  secondFactorRoutes,
  securityRoutes,
} from './security.contract.ts';
export {
  ADMINISTRATORS,
  combination,
  covers,
  grantsIn,
  isAdministrator,
  isInForce,
  isOn,
  permissionsOf,
  rolesOf,
  type HeldGrant,
  type Period,
  type Scope,
} from './grants.ts';
export { organisationKinds, peopleCodeSets } from './code-sets.ts';
export { organisations } from './organisation.register.ts';
export { persons, postings } from './person.register.ts';
export { peopleRegisters } from './registers.ts';
export { MACHINES, nameActions } from './actions.ts';
export { FICTIONAL_MARK, isFictional } from './districts.ts';
export { permissionMatrix } from './matrix.ts';
export { peopleFault } from './faults.ts';
export { escapedLike, pageSlice, type PageWish } from './paging.ts';
export { checkAccess, checkDemands, checkToken, mayDo, PRESETS, ROLE_LABELS, rolesOfFirst } from './permission.ts';
export { PERMISSIONS, ROLES, type Permission, type RoleKey, type RoleWords } from './roles.ts';
export { congress, insiders, insidersAndCongress } from './role-groups.ts';
