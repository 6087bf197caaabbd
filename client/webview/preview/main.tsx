import { EMPTY_PREVIEW, type PreviewMessage, type PreviewModel } from '../messages/preview.js';
import { startView } from '../start.js';
import { PreviewView } from './view.js';

startView<PreviewModel, PreviewMessage>(EMPTY_PREVIEW, PreviewView);
