import { defineFaults } from '@quantu/base';

export const workflowFault = defineFaults({
  'calendar.unpublished': {
    status: 422,
    text: '{year} 年的放假安排尚未公布，工作日只能按周末推算；请在国务院办公厅公布后更新程序，或改用自然日',
  },
});
