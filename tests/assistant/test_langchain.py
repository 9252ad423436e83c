"""Our retriever, embeddings and answers as LangChain's own building blocks, in a chain of LangChain's."""

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.chain import as_runnable
from index.embed import load_embedder
from index.errors import BadInput
from index.langchain import as_embeddings, as_retriever, to_langchain

REPORT = "村两委成员被感染了要向谁报告"


def test_the_retriever_gives_what_the_library_finds(library):
    retriever = as_retriever(library, k=3)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(REPORT)
    assert documents == [to_langchain(hit) for hit in library.search(REPORT, 3)]
    for document in documents:
        place = document.metadata
        text = library.documents[place["document_id"]].text
        assert text[place["start"] : place["end"]] == document.page_content
    assert len({d.id for d in documents}) == 3


async def _ainvoke(runnable, value):
    return await runnable.ainvoke(value)


def test_the_retriever_works_in_a_chain_of_others(library):
    prompt = ChatPromptTemplate.from_template("原文：{sources}\n问题：{question}")
    join = RunnableLambda(lambda found: "\n".join(d.page_content for d in found))
    chain = (
        {"sources": as_retriever(library, k=2) | join, "question": RunnablePassthrough()}
        | prompt
        | RunnableLambda(lambda value: value.to_string())
        | StrOutputParser()
    )
    said = chain.invoke(REPORT)
    assert "第一时间报告市委组织部" in said
    assert said.endswith(f"问题：{REPORT}")
    assert chain.batch([REPORT, "口罩"]) == [said, chain.invoke("口罩")]


def test_the_retriever_can_be_awaited(library):
    import asyncio

    retriever = as_retriever(library, k=2)
    assert asyncio.run(_ainvoke(retriever, REPORT)) == retriever.invoke(REPORT)


def test_the_assistant_is_a_runnable(assistant):
    chain = as_runnable(assistant)
    assert isinstance(chain, Runnable)
    answer = chain.invoke(REPORT)
    assert "第一时间报告市委组织部" in str(answer)
    quotes = chain | RunnableLambda(lambda found: str(found).count("第一时间"))
    assert quotes.invoke(REPORT) >= 1


def test_the_runnable_takes_a_conversation(assistant):
    chain = as_runnable(assistant)
    asked = {
        "question": "那学校呢？",
        "history": [
            {"role": "user", "content": "机关事业单位党组织要做什么？"},
            {"role": "assistant", "content": "……"},
        ],
    }
    assert "师生" in str(chain.invoke(asked))
    with pytest.raises(BadInput):
        chain.invoke({"question": ""})


def test_embeddings_serve_a_vector_store_of_others(library):
    ours = load_embedder()
    embeddings = as_embeddings(ours)
    assert isinstance(embeddings, Embeddings)
    assert embeddings.embed_query(REPORT) == ours.embed([REPORT])[0].tolist()
    assert embeddings.embed_documents([]) == []
    store = InMemoryVectorStore(embeddings)
    hits = library.search(REPORT, 5)
    store.add_documents([to_langchain(hit) for hit in hits])
    found = store.similarity_search(hits[0].passage.text, k=1)
    assert found[0].page_content == hits[0].passage.text
