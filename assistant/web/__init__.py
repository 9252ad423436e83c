"""The chat page: conversation on the left, the cited document on the right.

    Answer --render--> conversation HTML      Document + marks --paper--> the whole document, marked
    app.build_app puts both on a Gradio page with the JSON API beside it; guard.Guard stands before all.

The conversation is HTML of our own and not `gr.Chatbot`, for that one runs answers through a Markdown
renderer, and words of a document must never be rendered as markup.
"""
