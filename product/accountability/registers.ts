import type { Register } from '@quantu/registers';
import { ladderRules } from './ladder/ladder-rule.register.ts';
import { reviewListings } from './ladder/review-listing.register.ts';
import { reviewOrders } from './ladder/review-order.register.ts';
import { motions } from './motion.register.ts';
import { reviewDeadlines } from './review-deadline.register.ts';
import { reviewExtensions } from './review-extension.register.ts';
import { reviewItems } from './review-item.register.ts';
import { reviewOpinions } from './review-opinion.register.ts';
import { reviewProgress } from './review-progress.register.ts';
import { reviewShares } from './review-share.register.ts';
import { reviewTasks } from './review-task.register.ts';
import { reviewVotes } from './review-vote.register.ts';
import { reviewStatistics } from './statistics/review-statistic.register.ts';
import { voteRules } from './vote-rule.register.ts';

/** Every register of this room; a reader of the list needs no exact field types. */
export const accountabilityRegisters = [
  reviewOpinions,
  reviewItems,
  reviewTasks,
  reviewShares,
  reviewProgress,
  reviewExtensions,
  reviewVotes,
  motions,
  voteRules,
  reviewDeadlines,
  reviewOrders,
  reviewListings,
  ladderRules,
  reviewStatistics,
] as unknown as readonly Register[];
