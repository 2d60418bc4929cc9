enum EngagementsRoom {}
