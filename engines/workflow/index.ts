export { checkPublished, holidayOf, isPublished, isWorkday, orNextWorkday } from './calendar.ts';
export {
  addMonths,
  addWorkdays,
  deadlineFrom,
  workdayOfMonth,
  workdaysBetween,
  type Due,
  type Span,
} from './deadlines.ts';
export { workflowFault } from './faults.ts';
