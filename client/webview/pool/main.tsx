import { EMPTY_POOL, type PoolMessage, type PoolModel } from '../messages/pool.js';
import { startView } from '../start.js';
import { PoolView } from './view.js';

startView<PoolModel, PoolMessage>(EMPTY_POOL, PoolView);
