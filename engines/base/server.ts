export { sm3, sm3Stream } from './sm3.ts';
export { serveOrders, type Teller } from './workers/serve-orders.ts';
export { Workers, type Follow } from './workers/workers.ts';
