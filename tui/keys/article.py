"""Keys of an article and of its dialogs."""

from __future__ import annotations

from tui.keys.section import Section, ahead, key

ARTICLE = Section(
    "Article",
    (
        key("article.review", "enter", "review", "Review", "to the pair of this sentence", show=True),
        key("article.next", "n", "quote(1)", "Next quote", "to the next quote", show=True),
        key("article.previous", "p", "quote(-1)", "Quote before", "to the quote before"),
        key("article.other", "tab", "other(1)", "Other article", "another article that prints the quote"),
        key("article.other_back", "shift+tab", "other(-1)", "Article before", "the one before that"),
        key("article.fold", "z", "fold", "Fold", "open or close the part that was set aside", show=True),
        key("article.fold_all", "Z", "fold_all", "Fold all", "open or close all of them"),
        key("article.search", "slash", "search", "Search", "words in this article"),
        key("article.hit", "f3,N", "hit(1)", "Next hit", "to the next place with these words"),
        key("article.hit_back", "shift+f3,P", "hit(-1)", "Hit before", "to the one before"),
    ),
)
ARTICLE_MOVE = Section(
    "Move in the article",
    (
        key("article.down", "down,j", "line(1)", "Down", "a line down"),
        key("article.up", "up,k", "line(-1)", "Up", "a line up"),
        key("article.right", "right,l", "word(1)", "Word", "to the next word"),
        key("article.left", "left,h", "word(-1)", "Word before", "to the word before"),
        key("article.sentence", "right_parenthesis", "sentence(1)", "Sentence", "to the next sentence"),
        key(
            "article.sentence_back",
            "left_parenthesis",
            "sentence(-1)",
            "Sentence before",
            "to where the sentence begins, then to the one before",
        ),
        key("article.page_down", "pagedown,space", "page(1)", "Page down", "one screen on"),
        key("article.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        key("article.first", "home,g", "first", "Top", "to the beginning"),
        key("article.last", "end,G", "last", "End", "to the end"),
        key("article.select", "v", "select", "Select", "select from this word on; again: stop", show=True),
        key("article.select_sentence", "V", "select_sentence", "Select sentence", "select this sentence"),
        key("article.more", "shift+right", "extend('word',1)", "Select on", "select a word more"),
        key("article.less", "shift+left", "extend('word',-1)", "Select back", "a word less"),
        key("article.more_lines", "shift+down", "extend('line',1)", "Select down", "select a line more"),
        key("article.less_lines", "shift+up", "extend('line',-1)", "Select up", "a line less"),
    ),
)
BY_HAND = Section(
    "Quotes by hand",
    (
        key("quote.mark", "m", "mark", "Mark", "the selection or this sentence is a quote", show=True),
        key("quote.speaker", "s", "speaker", "Speaker", "correct speaker, role or date", show=True),
        key(
            "quote.dismiss",
            "x",
            "dismiss_quote",
            "Dismiss",
            "this is no quotation; on a dismissed one: it is",
            show=True,
        ),
        key(
            "quote.start_out",
            "left_square_bracket",
            "edge('start',-1)",
            "Begin earlier",
            "let the quote begin a word earlier",
        ),
        key(
            "quote.start_in",
            "right_square_bracket",
            "edge('start',1)",
            "Begin later",
            "let the quote begin a word later",
        ),
        key(
            "quote.end_in",
            "left_curly_bracket",
            "edge('end',-1)",
            "End earlier",
            "let the quote end a word earlier",
        ),
        key(
            "quote.end_out",
            "right_curly_bracket",
            "edge('end',1)",
            "End later",
            "let the quote end a word later",
        ),
        key("quote.join", "J", "join", "Join", "two quotes of the article are one utterance"),
        key("quote.split", "b", "split", "Split", "the quote is two, parted between its pieces"),
        key(
            "quote.link", "L", "link", "Link", "link it to a printed rendering, or to its original", show=True
        ),
        key(
            "quote.original",
            "o",
            "original",
            "Original",
            "what is selected is a missing original",
        ),
        key("quote.retell", "t", "retell", "Retelling", "another quote tells the same story; again: no more"),
        key("article.take_in", "a", "regard(True)", "Is article", "these lines are the article after all"),
        key("article.set_aside", "A", "regard(False)", "Is not", "these lines are not the article"),
        key("article.again", "r", "again", "Read again", "look for quotes again; shows what it would do"),
    ),
)
QUOTE_FORM = Section(
    "What is known of a quote",
    (
        key("quote_form.save", "enter,ctrl+s", "save", "Save", "store it", show=True),
        key("quote_form.next", "tab", "app.focus_next", "Next field", "to the next field", show=True),
        ahead("quote_form.down", "down", "choose(1)", "Down", "to the next name that is offered"),
        ahead("quote_form.up", "up", "choose(-1)", "Up", "to the name before"),
        key("quote_form.leave", "escape", "leave", "Leave", "store nothing", show=True),
    ),
)
QUOTE_CHOICE = Section(
    "A choice about a quote",
    (key("choice.leave", "escape,q", "leave", "Leave", "change nothing", show=True),),
)
