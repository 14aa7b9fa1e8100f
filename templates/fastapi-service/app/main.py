"""A small service: a greeting, a price, a health check."""

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI(title="fastapi-service")


class Item(BaseModel):
    name: str = Field(min_length=1)
    price: float = Field(gt=0, description="Price of one piece.")
    quantity: int = Field(default=1, ge=1)


class Quote(BaseModel):
    name: str
    total: float


@app.get("/")
def read_root() -> dict[str, str]:
    return {"message": "Hello from FastAPI"}


@app.get("/health")
def read_health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/quotes")
def create_quote(item: Item) -> Quote:
    return Quote(name=item.name, total=round(item.price * item.quantity, 2))
