# tts_embed_sql(tts_postgres migrations/postgres postgres_migrations): compiles the .sql files of a
# folder into the target, sorted by name, as
#     const std::vector<Migration>& postgres_migrations();   // in namespace tts
# which the target declares itself. A file that changes, comes or goes causes a rebuild.
function(tts_embed_sql target folder symbol)
  get_filename_component(folder ${folder} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DSYMBOL=${symbol} -DOUTPUT=${output}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql_script.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_sql_script.cmake
    COMMENT "Embedding the migrations of ${folder}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
