import { EMPTY_GRAPH, type GraphMessage, type GraphModel } from '../messages/graph.js';
import { startView } from '../start.js';
import { GraphPage } from './view.js';

startView<GraphModel, GraphMessage>(EMPTY_GRAPH, GraphPage);
