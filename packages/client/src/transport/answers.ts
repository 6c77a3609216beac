// The schemas of what the server answers about tickets. They come with the first call that has such an answer: a form opens
// without them.
export {
  articlePageSchema,
  categoriesSchema,
  messageSchema,
  peoplePageSchema,
  ticketPageSchema,
  ticketSchema,
  timelineReadingSchema,
  uploadLinkSchema,
} from '@helpmark/schema';
